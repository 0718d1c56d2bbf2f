package dev.mainspring.config;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Bounds of sub-agents.
 *
 * @param atOnce {@code MAINSPRING_AGENTS_AT_ONCE}: of one chat that are at work; the others wait
 */
@ConfigurationProperties("mainspring.agents")
record AgentProperties(@DefaultValue("8") int atOnce) {

    private static final int MOST = 100;

    AgentProperties {
        if (atOnce < 1 || atOnce > MOST) {
            throw new InvalidSetting(
                    "MAINSPRING_AGENTS_AT_ONCE", Integer.toString(atOnce), "must be 1 to " + MOST);
        }
    }
}
