package dev.mainspring.chat;

import java.util.Map;
import java.util.regex.Pattern;

/** What labels may be: at most 20, keys of a few plain characters, short values. */
final class LabelRules {

    private static final int MAX_LABELS = 20;
    private static final int MAX_VALUE_CHARS = 200;
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._/-]{1,63}");

    private LabelRules() {}

    static void check(Map<String, String> labels) {
        if (labels.size() > MAX_LABELS) {
            throw ProblemException.invalid(
                    "labels", "holds " + labels.size() + " labels, at most " + MAX_LABELS);
        }
        labels.forEach(LabelRules::check);
    }

    private static void check(String key, String value) {
        if (!KEY.matcher(key).matches()) {
            throw ProblemException.invalid(
                    "labels",
                    "has the key '" + key + "', must be 1 to 63 of letters, digits and . _ / -");
        }
        if (value.length() > MAX_VALUE_CHARS) {
            throw ProblemException.invalid(
                    "labels." + key,
                    "has " + value.length() + " characters, at most " + MAX_VALUE_CHARS);
        }
    }
}
