package dev.mainspring.conversation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** Names a template: the slug of its YAML file. */
public record TemplateId(@JsonValue String value) {

    private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public TemplateId {
        if (!SLUG.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "template id '"
                            + value
                            + "' must be 1 to 63 of a-z, 0-9 and '-', and not begin with '-'");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
