package dev.mainspring.store;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A value that is chosen when a workspace is made.
 *
 * @param defaultValue null if one must be given
 * @param options what it may be; empty for anything
 * @param pattern a regular expression the whole value must match; null for none
 */
public record TemplateParameter(
        String name,
        Type type,
        String description,
        @Nullable String defaultValue,
        List<String> options,
        @Nullable Pattern pattern) {

    /** What kind of text it is. */
    public enum Type {
        STRING,
        NUMBER,
        BOOLEAN,
        /** Stored encrypted and never shown. */
        SECRET
    }

    public TemplateParameter {
        options = List.copyOf(options);
    }

    /** Which rule a value breaks, in words; null if none. */
    public @Nullable String problem(String value) {
        if (!options.isEmpty() && !options.contains(value)) {
            return "must be one of " + String.join(", ", options);
        }
        if (type == Type.NUMBER && !value.matches("-?\\d{1,15}(\\.\\d{1,9})?")) {
            return "must be a number";
        }
        if (type == Type.BOOLEAN && !value.equals("true") && !value.equals("false")) {
            return "must be true or false";
        }
        if (pattern != null && !pattern.matcher(value).matches()) {
            return "must match " + pattern;
        }
        return null;
    }
}
