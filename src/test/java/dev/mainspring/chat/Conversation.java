package dev.mainspring.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainspring.conversation.BranchId;
import dev.mainspring.conversation.ChatEvent;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.ChatStatus;
import dev.mainspring.conversation.Delivery;
import dev.mainspring.conversation.Message;
import dev.mainspring.conversation.ModelContext;
import dev.mainspring.conversation.ModelRef;
import dev.mainspring.conversation.Part;
import dev.mainspring.conversation.Role;
import dev.mainspring.conversation.UserId;
import dev.mainspring.store.ChatFilter;
import dev.mainspring.store.ChatOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Talks with the product as one person would, and waits for what comes of it. */
@Component
class Conversation {

    static final Duration LIMIT = Duration.ofSeconds(60);

    /** So much that a model of 200,000 tokens is worth a summary. */
    private static final String LENGTH = "\n" + "word ".repeat(30_000);

    private static final ModelRef VERBS = ModelRef.of("scripted/verbs");

    private final Chats chats;
    private final ChatControls controls;
    private final ChatStreams streams;
    private final JdbcClient jdbc;

    Conversation(Chats chats, ChatControls controls, ChatStreams streams, JdbcClient jdbc) {
        this.chats = chats;
        this.controls = controls;
        this.streams = streams;
        this.jdbc = jdbc;
    }

    /** The administrator every test product has. */
    UserId person() {
        return jdbc.sql("select id from app_user order by created_at limit 1")
                .query((row, n) -> new UserId(row.getObject("id", java.util.UUID.class)))
                .single();
    }

    /** A message of 150,000 characters. */
    static String lengthy(String text) {
        return text + LENGTH;
    }

    ChatId begin(String text) {
        return begin(text, VERBS.toString(), ChatOptions.DEFAULT);
    }

    /** Begins a chat with another model than the tests' usual one. */
    ChatId begin(String text, String model) {
        return begin(text, model, ChatOptions.DEFAULT);
    }

    ChatId begin(String text, ChatOptions options) {
        return begin(text, VERBS.toString(), options);
    }

    private ChatId begin(String text, String model, ChatOptions options) {
        ModelRef ref = ModelRef.of(model);
        NewChat request =
                new NewChat(
                        null, NewMessage.of(text), ref, null, null, null, null, Map.of(), options);
        return chats.create(person(), request).id();
    }

    Receipt send(ChatId chat, String text, Delivery delivery) {
        return chats.send(
                person(), chat, new NewMessage(null, List.of(new Part.Text(text)), delivery));
    }

    void stop(ChatId chat) {
        controls.interrupt(person(), chat);
    }

    void retry(ChatId chat) {
        controls.retry(person(), chat);
    }

    ChatView view(ChatId chat) {
        return chats.get(person(), chat);
    }

    ChatView awaitStatus(ChatId chat, ChatStatus... statuses) throws InterruptedException {
        streams.await(person(), chat, Set.of(statuses), LIMIT);
        assertThat(view(chat).status()).isIn((Object[]) statuses);
        return view(chat);
    }

    /** Waits until an event like this has happened, from the beginning of the chat on. */
    void awaitEvent(ChatId chat, Predicate<ChatEvent> wanted) throws InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        try (Follower follower = streams.follow(person(), chat, 0)) {
            while (System.nanoTime() < deadline) {
                if (follower.next(Duration.ofSeconds(1)).stream()
                        .map(Followed::event)
                        .anyMatch(wanted)) {
                    return;
                }
            }
        }
        throw new AssertionError("no such event in " + LIMIT + "; " + view(chat));
    }

    void awaitNotice(ChatId chat, String words) throws InterruptedException {
        awaitEvent(
                chat,
                it ->
                        it instanceof ChatEvent.MessageCommitted committed
                                && committed.message().parts().stream()
                                        .anyMatch(part ->
                                                part instanceof Part.Notice notice
                                                        && notice.text().contains(words)));
    }

    void awaitToolStarted(ChatId chat) throws InterruptedException {
        awaitEvent(chat, ChatEvent.ToolCallStarted.class::isInstance);
    }

    void awaitSaid(ChatId chat, String wanted) throws InterruptedException {
        awaitEvent(
                chat,
                it ->
                        it instanceof ChatEvent.MessageCommitted committed
                                && committed.message().parts().stream()
                                        .filter(Part.Text.class::isInstance)
                                        .map(Part.Text.class::cast)
                                        .anyMatch(text ->
                                                wanted.equals(
                                                        committed.message().role().wire()
                                                                + ": "
                                                                + text.text())));
    }

    /** Waits until the conversation has been summarised. */
    void awaitSummary(ChatId chat) throws InterruptedException {
        awaitEvent(
                chat,
                it ->
                        it instanceof ChatEvent.MessageCommitted committed
                                && ModelContext.compaction(committed.message()).isPresent());
    }

    /** Waits until this many attempts of a model call have failed. */
    void awaitAttempt(ChatId chat, int attempt) throws InterruptedException {
        awaitEvent(
                chat,
                it ->
                        it instanceof ChatEvent.StatusChanged changed
                                && changed.error() != null
                                && Integer.valueOf(attempt).equals(changed.error().attempt()));
    }

    /** Waits until the chat has come to an error this often. */
    void awaitErrors(ChatId chat, int times) throws InterruptedException {
        AtomicInteger errors = new AtomicInteger();
        awaitEvent(
                chat,
                it ->
                        it instanceof ChatEvent.StatusChanged changed
                                && changed.status() == ChatStatus.ERROR
                                && errors.incrementAndGet() == times);
    }

    /** Has the reconciler look again and again until the chat rests. */
    void awaitReconciled(Reconciler reconciler, ChatId chat) throws InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (view(chat).busy() && System.nanoTime() < deadline) {
            reconciler.reconcile(Duration.ZERO);
            streams.await(person(), chat, Set.of(ChatStatus.IDLE), Duration.ofSeconds(2));
        }
    }

    /** Leaves nothing running behind, if the chat is still there. */
    void rest(ChatId chat) throws InterruptedException {
        if (chats.list(person(), ChatFilter.ALL, null, 200).items().stream()
                .anyMatch(view -> view.id().equals(chat) && view.busy())) {
            stop(chat);
            awaitStatus(chat, ChatStatus.IDLE, ChatStatus.ERROR);
        }
    }

    List<Message> transcript(ChatId chat) {
        return chats.messagesAfter(person(), chat, null, 0, 200).items();
    }

    List<Message> transcript(ChatId chat, BranchId branch) {
        return chats.messagesAfter(person(), chat, branch, 0, 200).items();
    }

    /** Who spoke, and the text of each message. */
    List<String> said(ChatId chat) {
        return said(transcript(chat));
    }

    static List<String> said(List<Message> messages) {
        List<String> said = new ArrayList<>();
        for (Message message : messages) {
            for (Part part : message.parts()) {
                if (part instanceof Part.Text text) {
                    said.add(message.role().wire() + ": " + text.text());
                }
            }
        }
        return said;
    }

    /** Every call has exactly one result, in the message after the one that asked and notices. */
    void assertWhole(ChatId chat) {
        assertWhole(transcript(chat));
    }

    static void assertWhole(List<Message> all) {
        List<Message> messages = all.stream().filter(it -> !it.onlyNotices()).toList();
        for (int i = 0; i < messages.size(); i++) {
            List<Object> asked = ids(messages.get(i), Part.ToolCall.class);
            if (!asked.isEmpty()) {
                assertThat(messages.get(i + 1).role()).isEqualTo(Role.TOOL);
                assertThat(ids(messages.get(i + 1), Part.ToolResult.class)).isEqualTo(asked);
            }
        }
    }

    private static List<Object> ids(Message message, Class<? extends Part> type) {
        return message.parts().stream()
                .filter(type::isInstance)
                .<Object>map(part ->
                        part instanceof Part.ToolCall call
                                ? call.id()
                                : ((Part.ToolResult) part).toolCallId())
                .toList();
    }
}
