package dev.mainspring.ui.chat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.mainspring.conversation.ChatEvent.QueuedMessage;
import dev.mainspring.conversation.Delivery;
import dev.mainspring.conversation.MessageId;
import dev.mainspring.conversation.Part;
import dev.mainspring.ui.element.Dom;
import dev.mainspring.ui.element.Icon;
import dev.mainspring.ui.element.IconButton;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The messages that wait for the agent. */
final class QueueStrip extends Div {

    private static final int SHOWN_CHARS = 160;

    private final Consumer<MessageId> delete;
    private final Button resume;

    QueueStrip(Consumer<MessageId> delete, Runnable resume) {
        this.delete = delete;
        this.resume = new Button("Resume", click -> resume.run());
        addClassName("queue");
        Dom.testId(this, "queue");
        Dom.testId(this.resume, "resume-queue");
        setVisible(false);
    }

    void show(List<QueuedMessage> waiting, boolean held) {
        removeAll();
        setVisible(!waiting.isEmpty());
        for (QueuedMessage message : waiting) {
            Div row = Dom.testId(Dom.div("queue-row"), "queued");
            row.add(Icon.CLOCK.create());
            row.add(Dom.span("queue-text", text(message.parts())));
            row.add(Dom.span("queue-when", held ? "held" : when(message.delivery())));
            row.add(
                    new IconButton(
                            Icon.TRASH,
                            "Delete this waiting message",
                            "unqueue",
                            () -> delete.accept(message.id())));
            add(row);
        }
        if (held && !waiting.isEmpty()) {
            add(Dom.div("queue-held", new Span("Stopped: these wait until you go on."), resume));
        }
    }

    private static String when(Delivery delivery) {
        return switch (delivery) {
            case STEER -> "at the next step";
            case QUEUE -> "after this turn";
            case INTERRUPT -> "now";
        };
    }

    private static String names(List<Part> parts) {
        return parts.stream()
                .map(part ->
                        part instanceof Part.Image image
                                ? image.name()
                                : part instanceof Part.File file ? file.name() : "")
                .filter(name -> !name.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static String text(List<Part> parts) {
        String all =
                parts.stream()
                        .map(part -> part instanceof Part.Text text ? text.text() : "")
                        .filter(text -> !text.isBlank())
                        .findFirst()
                        .orElseGet(() -> names(parts));
        String line = all.replaceAll("\\s+", " ").strip();
        return line.length() <= SHOWN_CHARS ? line : line.substring(0, SHOWN_CHARS) + " …";
    }
}
