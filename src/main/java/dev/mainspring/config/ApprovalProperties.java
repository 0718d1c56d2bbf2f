package dev.mainspring.config;

import dev.mainspring.conversation.ApprovalPolicy;
import dev.mainspring.conversation.ApprovalRule;
import dev.mainspring.conversation.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * What the agents of this deployment may do without asking.
 *
 * @param policy {@code MAINSPRING_APPROVAL_POLICY}: a list of rules, JSON or YAML: {@code [{"tool":
 *     "execute", "pattern": "git push*", "action": "ask"}]}; blank: everything is allowed
 */
@ConfigurationProperties("mainspring.approval")
record ApprovalProperties(@Nullable String policy) {

    private static final String SETTING = "MAINSPRING_APPROVAL_POLICY";
    private static final YAMLMapper YAML =
            YAMLMapper.builder()
                    .propertyNamingStrategy(
                            Json.MAPPER.serializationConfig().getPropertyNamingStrategy())
                    .build();

    ApprovalProperties {
        read(policy);
    }

    ApprovalPolicy rules() {
        return read(policy);
    }

    private static ApprovalPolicy read(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return ApprovalPolicy.NONE;
        }
        try {
            return new ApprovalPolicy(
                    YAML.readValue(text, new TypeReference<List<ApprovalRule>>() {}));
        } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
            throw new InvalidSetting(
                    SETTING,
                    text.strip().replaceAll("\\s+", " "),
                    "must be a list of rules such as [{\"tool\": \"execute\", \"pattern\": \"rm *\","
                            + " \"action\": \"ask\"}]");
        }
    }
}
