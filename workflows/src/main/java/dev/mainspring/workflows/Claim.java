package dev.mainspring.workflows;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.mainspring.conversation.TurnId;
import org.jspecify.annotations.Nullable;

/** What a chat has to do. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "claim")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Claim.Nothing.class, name = "nothing"),
    @JsonSubTypes.Type(value = Claim.Turn.class, name = "turn"),
    @JsonSubTypes.Type(value = Claim.Over.class, name = "over")
})
public sealed interface Claim {

    /**
     * Nothing waits.
     *
     * @param untitled whether the chat is to be named meanwhile; absent in claims of older releases
     */
    record Nothing(@Nullable Boolean untitled) implements Claim {}

    /**
     * A turn to play, new or taken up where it stands.
     *
     * @param number of the turn, from 1
     * @param stepLimit after which it ends
     */
    record Turn(TurnId id, int number, Next next, int stepLimit) implements Claim {}

    /** The chat is archived or gone, or another run has taken it over. */
    record Over() implements Claim {}
}
