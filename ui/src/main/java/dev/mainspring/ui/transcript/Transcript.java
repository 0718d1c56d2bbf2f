package dev.mainspring.ui.transcript;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.dom.DomEvent;
import dev.mainspring.chat.AgentView;
import dev.mainspring.chat.Variants;
import dev.mainspring.conversation.BranchId;
import dev.mainspring.conversation.ChatEvent;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.Message;
import dev.mainspring.conversation.Part;
import dev.mainspring.conversation.ProcessStatus;
import dev.mainspring.conversation.ToolCallId;
import dev.mainspring.ui.element.Dom;
import dev.mainspring.ui.element.Icon;
import dev.mainspring.ui.tool.Call;
import dev.mainspring.ui.tool.ToolCard;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The messages of a chat in a scrolling column. It shows what it is told; scrolling itself, and
 * staying at the end, is the browser's work: mainspring.js.
 */
public final class Transcript extends Div {

    private final Div column = Dom.div("column");
    private final Button earlier = new Button("Show earlier messages");
    private final List<TranscriptPage> pages = new ArrayList<>();
    private final String chatPath;
    private final MessageVerbs verbs;
    private final Consumer<ToolCallId> stopProcess;
    private LiveParts live;
    private int newest;

    /**
     * An empty transcript.
     *
     * @param onEarlier asks for the messages before the oldest one here
     * @param verbs what the buttons of messages do
     * @param stopProcess asks for the end of a command that goes on after its call
     */
    public Transcript(
            ChatId chat, Runnable onEarlier, MessageVerbs verbs, Consumer<ToolCallId> stopProcess) {
        this.verbs = verbs;
        this.stopProcess = stopProcess;
        this.chatPath = "/api/v1/chats/" + chat + "/tool-calls/";
        addClassName("transcript");
        Dom.testId(this, "transcript");
        earlier.addThemeVariants(ButtonVariant.AURA_TERTIARY);
        earlier.addClassName("earlier");
        earlier.addClickListener(click -> onEarlier.run());
        earlier.setVisible(false);
        Dom.testId(earlier, "earlier");
        Button pill = new Button("New messages", Icon.ARROW_DOWN.create());
        pill.addClassName("pill");
        Dom.testId(pill, "new-messages");
        pages.add(page());
        column.getElement().setAttribute("role", "log");
        Dom.label(column, "Conversation");
        column.add(earlier, pages.getFirst());
        Div scroll = Dom.testId(Dom.div("scroll", column), "transcript-scroll");
        scroll.getElement().setAttribute("tabindex", "0");
        Dom.label(scroll, "Conversation, scrollable");
        add(scroll, pill);
        live = new LiveParts(component -> tail().addItem(component));
        addAttachListener(event -> {
            scroll.getElement().executeJs("window.mainspring.scroller(this, $0)", pill);
            getElement().executeJs("window.mainspring.messageActions(this)");
        });
        getElement()
                .addEventListener("message-action", this::act)
                .addEventData("event.detail.action")
                .addEventData("event.detail.position")
                .addEventData("event.detail.branch");
    }

    private void act(DomEvent event) {
        var detail = event.getEventData();
        int position = detail.path("event.detail.position").asInt(0);
        switch (detail.path("event.detail.action").asString("")) {
            case "copy" -> verbs.copy(position);
            case "edit" -> verbs.edit(position);
            case "regenerate" -> verbs.regenerate(position);
            case "fork" -> verbs.fork(position);
            case "select" ->
                    verbs.select(BranchId.of(detail.path("event.detail.branch").asString("")));
            default -> {
                // Not one of ours.
            }
        }
    }

    /** Shows where the conversation could have gone on otherwise. */
    public void variants(List<Variants> all) {
        TreeMap<Integer, MessageActions> rows = new TreeMap<>();
        pages.forEach(page -> rows.putAll(page.actions()));
        rows.values().forEach(MessageActions::clearVariants);
        for (Variants it : all) {
            Map.Entry<Integer, MessageActions> row = rows.floorEntry(it.position());
            if (row != null) {
                row.getValue()
                        .addVariants(
                                it.index(), it.count(), words(it.previous()), words(it.next()));
            }
        }
    }

    private static String words(@Nullable BranchId branch) {
        return branch == null ? "" : branch.toString();
    }

    /** Takes everything away, to show another branch. */
    public void clear() {
        pages.forEach(page -> page.removeFromParent());
        pages.clear();
        pages.add(page());
        column.add(pages.getFirst());
        live = new LiveParts(component -> tail().addItem(component));
        newest = 0;
    }

    private TranscriptPage page() {
        return new TranscriptPage(id -> chatPath + id.value() + "/output", stopProcess);
    }

    private TranscriptPage tail() {
        return pages.getLast();
    }

    /** Puts older messages above. */
    public void prepend(List<Message> messages, Map<ToolCallId, Call> calls, boolean more) {
        TranscriptPage page = page();
        messages.forEach(it -> page.append(it, calls, new LiveParts(page::addItem)));
        pages.addFirst(page);
        column.addComponentAtIndex(1, page);
        earlier.setVisible(more);
        if (!messages.isEmpty()) {
            newest = Math.max(newest, messages.getLast().position());
        }
    }

    /** Scrolls to the message at a position, if it is here. */
    public void goTo(int position) {
        getElement().executeJs("window.mainspring.goTo(this, $0)", position);
    }

    /** Adds a message at the end, unless it is here already. */
    public void append(Message message) {
        if (message.position() <= newest) {
            return;
        }
        newest = message.position();
        tail().append(message, Map.of(), live);
    }

    public void add(ChatEvent.MessageDelta delta, Instant at) {
        if (delta.position() > newest) {
            live.add(delta, at);
        }
    }

    public void replace(ChatEvent.MessagePartial partial, Instant at) {
        if (partial.position() > newest) {
            live.replace(partial.parts(), at);
        }
    }

    /** Takes away what was written of an answer that begins anew. */
    public void dropLive() {
        live.dropRest();
    }

    /** Whether an answer is being written. */
    public boolean writing() {
        return !live.isEmpty();
    }

    /** Shows what was collected since the last time. */
    public void flush() {
        live.flush();
    }

    public void awaitingApproval(ToolCallId id) {
        find(id).ifPresent(card -> update(card.call().awaitingApproval()));
    }

    public void started(ToolCallId id, Instant at) {
        find(id).ifPresent(card -> update(card.call().started(at)));
    }

    public void finished(ChatEvent.ToolCallFinished event) {
        find(event.toolCallId()).ifPresent(card -> update(card.call().finished(event)));
    }

    public void process(ToolCallId id, ProcessStatus status) {
        find(id).ifPresent(card -> update(card.call().withProcess(status)));
    }

    public void output(ChatEvent.ToolCallOutput output) {
        find(output.toolCallId()).ifPresent(card -> card.output(output));
    }

    /** Shows how a sub-agent stands on the card of the call that made it. */
    public void agent(AgentView agent) {
        for (TranscriptPage page : pages) {
            for (ToolCard card : page.cards()) {
                if (card.call().makes(agent.id())) {
                    card.agent(agent);
                }
            }
        }
    }

    /** Puts what the person is asked on the cards of the calls that ask, and nothing on others. */
    public void asks(Map<ToolCallId, Supplier<Component>> open) {
        pages.forEach(page -> page.cards().forEach(card -> card.ask(open.get(card.call().id()))));
    }

    private void update(Call call) {
        pages.forEach(page -> page.update(call));
    }

    private Optional<ToolCard> find(ToolCallId id) {
        for (TranscriptPage page : pages.reversed()) {
            @Nullable ToolCard card = page.card(id);
            if (card != null) {
                return Optional.of(card);
            }
        }
        return Optional.empty();
    }

    /** The calls that run at this moment. */
    public List<ToolCard> running() {
        return pages.stream()
                .flatMap(page -> StreamSupport.stream(page.cards().spliterator(), false))
                .filter(card -> card.call().running())
                .toList();
    }

    /** Adds a quiet line, such as why a turn ended. */
    public void note(String text, String testId) {
        Div note = Dom.div("transcript-note");
        note.setText(text);
        tail().addItem(Dom.testId(note, testId));
    }

    /** The ids of the calls that messages ask for. */
    public static List<ToolCallId> callsIn(List<Message> messages) {
        return messages.stream()
                .flatMap(message -> message.parts().stream())
                .filter(Part.ToolCall.class::isInstance)
                .map(part -> ((Part.ToolCall) part).id())
                .toList();
    }
}
