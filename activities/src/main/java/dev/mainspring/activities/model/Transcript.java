package dev.mainspring.activities.model;

import dev.mainspring.conversation.Message;
import dev.mainspring.conversation.Part;
import dev.mainspring.conversation.ProviderData;
import dev.mainspring.conversation.Role;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The context as every provider takes it: roles in turn, begun and ended by the user's side;
 * without notices, empty texts, and what another provider or model has to get back.
 */
final class Transcript {

    /** What one side says before the other speaks. */
    record Entry(Role role, List<Part> parts) {}

    static final String CUT = "(The conversation before this point is not shown.)";
    static final String GO_ON = "Continue.";

    private final List<Entry> entries = new ArrayList<>();

    private Transcript() {}

    static List<Entry> of(ModelRequest request, String origin) {
        Transcript transcript = new Transcript();
        for (Message message : request.messages()) {
            boolean sameModel = message.model() == null || message.model().equals(request.model());
            transcript.add(message, sameModel ? origin : null);
        }
        return transcript.closed();
    }

    private void add(Message message, @Nullable String origin) {
        List<Part> parts =
                message.parts().stream()
                        .map(part -> own(part, origin))
                        .filter(Transcript::isSent)
                        .filter(part -> origin == null || !(part instanceof Part.Source))
                        .toList();
        switch (message.role()) {
            case USER -> append(Role.USER, parts);
            case ASSISTANT -> append(Role.ASSISTANT, withoutTrailingReasoning(parts));
            case TOOL -> {
                append(Role.TOOL, parts.stream().filter(Transcript::isResult).toList());
                append(Role.USER, parts.stream().filter(part -> !isResult(part)).toList());
            }
        }
    }

    private void append(Role role, List<Part> parts) {
        if (parts.isEmpty()) {
            return;
        }
        if (!entries.isEmpty() && entries.getLast().role() == role) {
            entries.getLast().parts().addAll(parts);
            return;
        }
        entries.add(new Entry(role, new ArrayList<>(parts)));
    }

    private List<Entry> closed() {
        if (!entries.isEmpty() && entries.getFirst().role() != Role.USER) {
            entries.addFirst(new Entry(Role.USER, List.of(new Part.Text(CUT))));
        }
        if (entries.isEmpty() || entries.getLast().role() == Role.ASSISTANT) {
            entries.add(new Entry(Role.USER, List.of(new Part.Text(GO_ON))));
        }
        return List.copyOf(entries);
    }

    /** Providers refuse a message that ends in a thought, as an interrupted one does. */
    private static List<Part> withoutTrailingReasoning(List<Part> parts) {
        int end = parts.size();
        while (end > 0 && parts.get(end - 1) instanceof Part.Reasoning) {
            end--;
        }
        return parts.subList(0, end);
    }

    private static boolean isResult(Part part) {
        return part instanceof Part.ToolResult;
    }

    private static boolean isSent(Part part) {
        return switch (part) {
            case Part.Notice notice -> notice.forModel();
            case Part.Text text -> !text.text().isBlank() || text.raw() != null;
            case Part.Reasoning reasoning -> reasoning.raw() != null;
            case Part.ToolCall _,
                    Part.ToolResult _,
                    Part.Image _,
                    Part.File _,
                    Part.FileReference _,
                    Part.Source _,
                    Part.Compaction _ ->
                    true;
        };
    }

    /** Takes away raw data that another provider, dialect or model wrote. */
    private static Part own(Part part, @Nullable String origin) {
        return switch (part) {
            case Part.Text text -> new Part.Text(text.text(), own(text.raw(), origin));
            case Part.Reasoning reasoning ->
                    new Part.Reasoning(
                            reasoning.text(), reasoning.durationMs(), own(reasoning.raw(), origin));
            case Part.ToolCall call ->
                    new Part.ToolCall(
                            call.id(),
                            call.providerId(),
                            call.name(),
                            call.input(),
                            call.summary(),
                            own(call.raw(), origin));
            case Part.ToolResult _,
                    Part.Image _,
                    Part.File _,
                    Part.FileReference _,
                    Part.Source _,
                    Part.Compaction _ ->
                    part;
            case Part.Notice notice -> notice.forModel() ? new Part.Text(notice.text()) : notice;
        };
    }

    private static @Nullable ProviderData own(@Nullable ProviderData raw, @Nullable String origin) {
        return raw != null && raw.dialect().equals(origin) ? raw : null;
    }
}
