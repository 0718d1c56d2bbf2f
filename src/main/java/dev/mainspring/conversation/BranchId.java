package dev.mainspring.conversation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names a linear run of messages of a chat. */
public record BranchId(@JsonValue UUID value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public BranchId {}

    public static BranchId random() {
        return new BranchId(UUID.randomUUID());
    }

    /**
     * Reads the canonical form.
     *
     * @throws IllegalArgumentException if the text is not a UUID
     */
    public static BranchId of(String text) {
        return new BranchId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
