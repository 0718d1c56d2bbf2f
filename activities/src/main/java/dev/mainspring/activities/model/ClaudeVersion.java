package dev.mainspring.activities.model;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a Claude model's version says of its thinking; other models count as version 0. */
record ClaudeVersion(int major, int minor) {

    private static final Pattern NAME =
            Pattern.compile("claude-[a-z]+-(\\d+)(?:-(\\d{1,2}))?(?!\\d).*");

    static ClaudeVersion of(String model) {
        Matcher name = NAME.matcher(model);
        if (!name.matches()) {
            return new ClaudeVersion(0, 0);
        }
        int minor = name.group(2) == null ? 0 : Integer.parseInt(name.group(2));
        return new ClaudeVersion(Integer.parseInt(name.group(1)), minor);
    }

    /** From 4.6 on models decide themselves how much to think; a budget is refused from 4.7 on. */
    boolean thinksAdaptively() {
        return isAtLeast(4, 6);
    }

    /** From 5.1 on a thought is refused if anything before it changed. */
    boolean bindsThoughts() {
        return isAtLeast(5, 1);
    }

    private boolean isAtLeast(int otherMajor, int otherMinor) {
        return major > otherMajor || (major == otherMajor && minor >= otherMinor);
    }
}
