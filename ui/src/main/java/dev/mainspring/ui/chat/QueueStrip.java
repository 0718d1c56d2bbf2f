package dev.mainspring.ui.chat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dnd.DragSource;
import com.vaadin.flow.component.dnd.DropTarget;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.mainspring.conversation.ChatEvent.QueueEntry;
import dev.mainspring.conversation.MessageId;
import dev.mainspring.conversation.Part;
import dev.mainspring.ui.element.Dom;
import dev.mainspring.ui.element.Icon;
import dev.mainspring.ui.element.IconButton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The messages that wait for the agent. Hidden by CSS where it is empty: to a component that is
 * invisible Vaadin sends no news, so its rows would stay in the page.
 */
final class QueueStrip extends Div {

    /** What becomes of a message that waits. */
    interface Actions {

        /** What a message that waits says. */
        List<Part> parts(MessageId id);

        void write(MessageId id, String text);

        /** Puts it at a place among those that wait, from 1. */
        void place(MessageId id, int position);

        void sendNow(MessageId id);

        void delete(MessageId id);

        void resume();
    }

    private final Actions actions;
    private final Button resume;
    private @Nullable Moved moved;

    /** The message a person moved by a button, which keeps the focus. */
    private record Moved(MessageId id, boolean up) {}

    QueueStrip(Actions actions) {
        this.actions = actions;
        this.resume = new Button("Resume", click -> actions.resume());
        addClassName("queue");
        Dom.testId(this, "queue");
        Dom.testId(this.resume, "resume-queue");
    }

    void show(List<QueueEntry> waiting, boolean held) {
        removeAll();
        for (int i = 0; i < waiting.size(); i++) {
            add(row(waiting, i, held));
        }
        moved = null;
        if (held && !waiting.isEmpty()) {
            add(Dom.div("queue-held", new Span("Stopped: these wait until you go on."), resume));
        }
    }

    private Div row(List<QueueEntry> waiting, int index, boolean held) {
        QueueEntry message = waiting.get(index);
        Div row = Dom.testId(Dom.div("queue-row"), "queued");
        row.add(Icon.CLOCK.create());
        row.add(Dom.span("queue-text", words(message)));
        row.add(Dom.span("queue-when", held ? "held" : when(message)));
        row.add(Dom.div("queue-actions", buttons(waiting, index)));
        if (canSwap(waiting, index, index - 1) || canSwap(waiting, index, index + 1)) {
            DragSource.create(row).setDragData(message.id());
            DropTarget.create(row)
                    .addDropListener(drop ->
                            drop.getDragData()
                                    .filter(MessageId.class::isInstance)
                                    .map(MessageId.class::cast)
                                    .ifPresent(dragged -> actions.place(dragged, index + 1)));
        }
        return row;
    }

    /** What is delivered otherwise is read earlier or later, wherever it stands. */
    private static boolean canSwap(List<QueueEntry> waiting, int one, int other) {
        return other >= 0
                && other < waiting.size()
                && waiting.get(one).delivery() == waiting.get(other).delivery();
    }

    private IconButton[] buttons(List<QueueEntry> waiting, int index) {
        QueueEntry message = waiting.get(index);
        MessageId id = message.id();
        boolean earlier = canSwap(waiting, index, index - 1);
        boolean later = canSwap(waiting, index, index + 1);
        IconButton up = mover(message, true, index);
        up.setVisible(earlier || later);
        up.setEnabled(earlier);
        IconButton down = mover(message, false, index + 2);
        down.setVisible(earlier || later);
        down.setEnabled(later);
        IconButton edit =
                new IconButton(
                        Icon.PENCIL,
                        "Edit this waiting message",
                        "edit-queued",
                        () -> edit(message));
        edit.setVisible(message.excerpt() != null);
        return new IconButton[] {
            up,
            down,
            edit,
            new IconButton(Icon.SEND, "Send now", "send-now", () -> actions.sendNow(id)),
            new IconButton(
                    Icon.TRASH, "Delete this waiting message", "unqueue", () -> actions.delete(id))
        };
    }

    private IconButton mover(QueueEntry message, boolean up, int to) {
        IconButton button =
                new IconButton(
                        up ? Icon.ARROW_UP : Icon.ARROW_DOWN,
                        up ? "Read this earlier" : "Read this later",
                        up ? "queue-up" : "queue-down",
                        () -> {
                            moved = new Moved(message.id(), up);
                            actions.place(message.id(), to);
                        });
        if (new Moved(message.id(), up).equals(moved)) {
            button.focus();
        }
        return button;
    }

    private void edit(QueueEntry message) {
        TextDialog.open(
                "Edit waiting message",
                "",
                text(actions.parts(message.id())),
                "Save",
                text -> actions.write(message.id(), text));
    }

    private static String when(QueueEntry message) {
        if (message.branchesAfter() != null) {
            return "next, on a new branch";
        }
        return switch (message.delivery()) {
            case STEER -> "at the next step";
            case QUEUE -> "after this turn";
            case INTERRUPT -> "now";
        };
    }

    private static String words(QueueEntry message) {
        String excerpt = message.excerpt();
        if (excerpt == null) {
            return "Answer again";
        }
        return message.cut() ? excerpt + " …" : excerpt;
    }

    private static String text(List<Part> parts) {
        return parts.stream()
                .map(part -> part instanceof Part.Text text ? text.text() : "")
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse("");
    }
}
