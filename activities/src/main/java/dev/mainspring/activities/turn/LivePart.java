package dev.mainspring.activities.turn;

import dev.mainspring.activities.model.ModelDelta;
import dev.mainspring.conversation.BranchId;
import dev.mainspring.conversation.ChatEvent;
import dev.mainspring.conversation.Part;
import java.util.Optional;

/** A part being written. */
final class LivePart {

    private final StringBuilder text = new StringBuilder();
    private boolean reasoning;
    private int shown;

    void add(ModelDelta delta) {
        switch (delta) {
            case ModelDelta.Text more -> text.append(more.text());
            case ModelDelta.Reasoning more -> {
                reasoning = true;
                text.append(more.text());
            }
            // People see a call when it is whole.
            case ModelDelta.ToolCallBegan call -> {}
            case ModelDelta.ToolCallInput more -> {}
        }
    }

    boolean unshown() {
        return shown < text.length();
    }

    ChatEvent.MessageDelta show(BranchId branch, int position, int part) {
        String more = text.substring(shown);
        ChatEvent.MessageDelta delta =
                new ChatEvent.MessageDelta(
                        branch, position, part, shown, more, reasoning ? "reasoning" : "text");
        shown = text.length();
        return delta;
    }

    Optional<Part> soFar() {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        String soFar = text.toString();
        return Optional.of(
                reasoning ? new Part.Reasoning(soFar, null, null) : new Part.Text(soFar));
    }
}
