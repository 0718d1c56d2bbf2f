package dev.mainspring.ui.transcript;

import com.vaadin.flow.component.Component;
import dev.mainspring.conversation.ChatEvent;
import dev.mainspring.conversation.Part;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The message being written: its parts as far as they came. */
final class LiveParts {

    /** One part, and where it stands on screen. */
    private record Live(Component on, StringBuilder text) {}

    private final Map<Integer, Live> parts = new TreeMap<>();
    private final Set<Integer> changed = new TreeSet<>();
    private final Consumer<Component> place;

    /**
     * Nothing yet.
     *
     * @param place puts a new part on screen
     */
    LiveParts(Consumer<Component> place) {
        this.place = place;
    }

    boolean isEmpty() {
        return parts.isEmpty();
    }

    /** Text as a model writes it; what overlaps with what is there is not doubled. */
    void add(ChatEvent.MessageDelta delta, Instant at) {
        StringBuilder text = part(delta.part(), delta.kind().equals("reasoning"), at).text();
        if (delta.offset() <= text.length()) {
            text.replace(delta.offset(), text.length(), delta.text());
            changed.add(delta.part());
        }
    }

    /** All of it, as it stands. */
    void replace(List<Part> all, Instant at) {
        for (int i = 0; i < all.size(); i++) {
            switch (all.get(i)) {
                case Part.Text text -> set(i, false, text.text(), at);
                case Part.Reasoning reasoning -> set(i, true, reasoning.text(), at);
                default -> {
                    // Calls come when the message is complete.
                }
            }
        }
    }

    private void set(int index, boolean reasoning, String text, Instant at) {
        StringBuilder shown = part(index, reasoning, at).text();
        shown.setLength(0);
        shown.append(text);
        changed.add(index);
    }

    private Live part(int index, boolean reasoning, Instant at) {
        return parts.computeIfAbsent(
                index,
                i -> {
                    Component on = reasoning ? new ReasoningLine() : new Prose();
                    if (on instanceof ReasoningLine line) {
                        line.thinking(at);
                    }
                    place.accept(on);
                    return new Live(on, new StringBuilder());
                });
    }

    /** Shows what came since the last time. */
    void flush() {
        for (int index : changed) {
            Live live = parts.get(index);
            if (live != null) {
                String text = live.text().toString();
                switch (live.on()) {
                    case Prose prose -> prose.show(text);
                    case ReasoningLine line -> line.show(text);
                    default -> throw new IllegalStateException("no live part: " + live.on());
                }
            }
        }
        changed.clear();
    }

    /** Gives a part its final form; null if it is not on screen yet. */
    @Nullable Component settle(int index, Part part) {
        Live live = parts.get(index);
        if (live == null) {
            return null;
        }
        if (part instanceof Part.Text text && live.on() instanceof Prose prose) {
            prose.show(text.text());
        } else if (part instanceof Part.Reasoning reasoning
                && live.on() instanceof ReasoningLine line) {
            line.thought(reasoning);
        } else {
            return null;
        }
        parts.remove(index);
        return live.on();
    }

    /** Takes away what did not become part of the message. */
    void dropRest() {
        parts.values().forEach(live -> live.on().removeFromParent());
        parts.clear();
        changed.clear();
    }
}
