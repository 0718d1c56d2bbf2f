package dev.mainspring.store;

import dev.mainspring.conversation.BranchId;
import dev.mainspring.conversation.ChatEvent;
import dev.mainspring.conversation.Message;
import dev.mainspring.conversation.Part;
import java.util.ArrayList;
import java.util.List;

/** A message a model is writing. */
final class LiveMessage {

    private final BranchId branch;
    private final int position;
    private final List<Part> shapes = new ArrayList<>();
    private final List<StringBuilder> texts = new ArrayList<>();

    LiveMessage(ChatEvent.MessagePartial start) {
        branch = start.branchId();
        position = start.position();
        start.parts().forEach(this::addPart);
    }

    /** Appends text; a delta of a part beyond the known ones begins a part of its kind. */
    void add(ChatEvent.MessageDelta delta) {
        while (shapes.size() < delta.part()) {
            addPart(new Part.Text(""));
        }
        if (shapes.size() == delta.part()) {
            addPart(
                    delta.kind().equals("reasoning")
                            ? new Part.Reasoning("", null, null)
                            : new Part.Text(""));
        }
        texts.get(delta.part()).append(delta.text());
    }

    ChatEvent.MessagePartial soFar() {
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < shapes.size(); i++) {
            parts.add(withText(shapes.get(i), texts.get(i).toString()));
        }
        return new ChatEvent.MessagePartial(branch, position, parts);
    }

    boolean replacedBy(Message message) {
        return message.branchId().equals(branch) && message.position() >= position;
    }

    private void addPart(Part part) {
        shapes.add(part);
        texts.add(new StringBuilder(textOf(part)));
    }

    private static String textOf(Part part) {
        return switch (part) {
            case Part.Text text -> text.text();
            case Part.Reasoning reasoning -> reasoning.text();
            default -> "";
        };
    }

    private static Part withText(Part shape, String text) {
        return switch (shape) {
            case Part.Text t -> new Part.Text(text);
            case Part.Reasoning r -> new Part.Reasoning(text, r.durationMs(), null);
            default -> shape;
        };
    }
}
