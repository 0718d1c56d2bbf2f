package dev.mainspring.conversation;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a policy says about calls of some tools.
 *
 * @param tool a name; {@code *} stands for any characters: {@code github__*}
 * @param pattern of what the call is about (a command line, a path, a URL), {@code *} any
 *     characters, {@code ?} one, {@code \\} takes the next one as it is; absent: whatever it is
 */
public record ApprovalRule(String tool, @Nullable String pattern, ApprovalAction action) {

    private static final int MAX_TOOL_CHARS = 200;
    static final int MAX_PATTERN_CHARS = 4_000;

    public ApprovalRule {
        Objects.requireNonNull(action, "a rule has no action");
        if (tool.isBlank() || tool.length() > MAX_TOOL_CHARS) {
            throw new IllegalArgumentException(
                    "a rule's tool must have 1 to " + MAX_TOOL_CHARS + " characters");
        }
        if (pattern != null && pattern.length() > MAX_PATTERN_CHARS) {
            throw new IllegalArgumentException(
                    "a rule's pattern has "
                            + pattern.length()
                            + " characters, at most "
                            + MAX_PATTERN_CHARS);
        }
    }

    /** Whether it is about every call of its tools. */
    boolean isGeneral() {
        return pattern == null || pattern.equals("*");
    }

    /** Whether its pattern is about a line of several commands. */
    boolean spansCommands() {
        return pattern != null && pattern.chars().anyMatch(c -> ";|&".indexOf(c) >= 0);
    }

    boolean isAbout(String name) {
        return Wildcards.matches(tool, name);
    }

    boolean matches(String subject) {
        return pattern == null || Wildcards.matches(pattern, subject);
    }
}
