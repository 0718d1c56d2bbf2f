package dev.mainspring.api;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.mainspring.conversation.ReasoningEffort;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * An effort to set; null in a request means one: that the provider decides. Where the field is
 * absent there is no such object.
 */
@JsonDeserialize(using = EffortBody.Reader.class)
record EffortBody(@JsonValue @Nullable ReasoningEffort effort) {

    /** Tells null from absent. */
    static final class Reader extends ValueDeserializer<EffortBody> {

        @Override
        public EffortBody deserialize(JsonParser parser, DeserializationContext context) {
            return new EffortBody(context.readValue(parser, ReasoningEffort.class));
        }

        @Override
        public Object getNullValue(DeserializationContext context) {
            return new EffortBody(null);
        }

        @Override
        public @Nullable Object getAbsentValue(DeserializationContext context) {
            return null;
        }
    }
}
