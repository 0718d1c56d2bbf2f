package dev.mainspring.ui.transcript;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import dev.mainspring.conversation.Message;
import dev.mainspring.conversation.ModelContext;
import dev.mainspring.conversation.Part;
import dev.mainspring.conversation.ToolCallId;
import dev.mainspring.ui.element.Dom;
import dev.mainspring.ui.element.Icon;
import dev.mainspring.ui.file.FileLinks;
import dev.mainspring.ui.tool.Call;
import dev.mainspring.ui.tool.ToolCard;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A run of messages, one below the other. */
final class TranscriptPage extends Div {

    private final Map<ToolCallId, ToolCard> cards = new HashMap<>();
    private final Map<ToolCallId, StepGroup> groups = new HashMap<>();
    private final Map<Integer, MessageActions> actions = new HashMap<>();
    private final Function<ToolCallId, String> outputLink;
    private final Consumer<ToolCallId> stopProcess;
    private @Nullable StepGroup openGroup;

    TranscriptPage(Function<ToolCallId, String> outputLink, Consumer<ToolCallId> stopProcess) {
        this.outputLink = outputLink;
        this.stopProcess = stopProcess;
        addClassName("page");
    }

    /**
     * Adds a message.
     *
     * @param calls what is known of the calls it asks for
     * @param live the parts that are on screen already, by index: they stay where they are
     */
    void append(Message message, Map<ToolCallId, Call> calls, LiveParts live) {
        int first = getComponentCount();
        switch (message.role()) {
            case USER -> {
                if (message.onlyNotices()) {
                    message.parts().forEach(part -> addItem(item(part)));
                } else {
                    addItem(said(message));
                }
            }
            case ASSISTANT -> appendAnswer(message.parts(), calls, live);
            case TOOL ->
                    message.parts().forEach(part -> ResultFiles.of(part).ifPresent(this::addItem));
        }
        if (getComponentCount() > first) {
            getComponentAt(first)
                    .getElement()
                    .setAttribute("data-position", String.valueOf(message.position()));
        }
        if (MessageActions.suit(message)) {
            MessageActions row = new MessageActions(message);
            actions.put(message.position(), row);
            addItem(row);
        }
    }

    /** The buttons of messages, by position. */
    Map<Integer, MessageActions> actions() {
        return actions;
    }

    private static Component said(Message message) {
        return ModelContext.compaction(message)
                .<Component>map(CompactionCard::new)
                .orElseGet(() -> new UserBubble(message.parts()));
    }

    private void appendAnswer(List<Part> parts, Map<ToolCallId, Call> calls, LiveParts live) {
        SourceLinks sources = new SourceLinks();
        boolean calledBefore = false;
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            if (part instanceof Part.Source source) {
                sources.add(source);
                continue;
            }
            if (part instanceof Part.ToolCall call) {
                addCall(calls.getOrDefault(call.id(), Call.requested(call)));
                calledBefore = true;
                continue;
            }
            Component shown = live.settle(i, part);
            if (shown == null || calledBefore) {
                addItem(shown == null ? item(part) : shown);
            }
        }
        if (!sources.isEmpty()) {
            addItem(sources);
        }
        live.dropRest();
    }

    private static Component item(Part part) {
        return switch (part) {
            case Part.Text text -> {
                Prose prose = new Prose();
                prose.show(text.text());
                yield prose;
            }
            case Part.Reasoning reasoning -> {
                ReasoningLine line = new ReasoningLine();
                line.thought(reasoning);
                yield line;
            }
            case Part.Notice notice -> Dom.testId(note(notice.text()), "notice");
            case Part.Compaction compaction -> new CompactionCard(compaction);
            case Part.Source source -> Dom.span("chip", source.title());
            case Part.Image image -> FileLinks.image(image);
            case Part.File file -> FileLinks.file(file);
            case Part.FileReference it -> Dom.span("chip", it.path());
            case Part.ToolCall _, Part.ToolResult _ -> new Div();
        };
    }

    private static Div note(String text) {
        return Dom.div("transcript-note", Icon.ALERT.create(), Dom.span("note-text", text));
    }

    /** Adds what is neither a call nor part of one. */
    void addItem(Component item) {
        openGroup = null;
        add(item);
    }

    private void addCall(Call call) {
        if (openGroup == null) {
            openGroup = new StepGroup();
            add(openGroup);
        }
        ToolCard card =
                new ToolCard(
                        call, outputLink.apply(call.id()), () -> stopProcess.accept(call.id()));
        cards.put(call.id(), card);
        groups.put(call.id(), openGroup);
        openGroup.addCard(card);
    }

    @Nullable ToolCard card(ToolCallId id) {
        return cards.get(id);
    }

    Iterable<ToolCard> cards() {
        return cards.values();
    }

    /** Shows another state of a call. */
    void update(Call call) {
        ToolCard card = cards.get(call.id());
        StepGroup group = groups.get(call.id());
        if (card != null && group != null) {
            card.update(call);
            group.refold();
        }
    }
}
