package dev.mainspring.store;

import dev.mainspring.conversation.ChatId;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs what changes a chat: one transaction, the chat's row locked first, its events numbered and
 * stored with what they tell. News goes out after the commit, so nobody hears of what did not
 * happen.
 */
@Component
public class ChatTransactions {

    private final TransactionTemplate transactions;
    private final JdbcClient jdbc;
    private final ChatRows chats;
    private final LentBranches lent;
    private final ProcessRows processes;
    private final LiveFeed feed;
    private final Clock clock;

    ChatTransactions(
            TransactionTemplate transactions,
            JdbcClient jdbc,
            ChatRows chats,
            LentBranches lent,
            ProcessRows processes,
            LiveFeed feed,
            Clock clock) {
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.chats = chats;
        this.lent = lent;
        this.processes = processes;
        this.feed = feed;
        this.clock = clock;
    }

    /** What a transaction on a chat does. */
    @FunctionalInterface
    public interface Work<T extends @Nullable Object> {
        T in(ChatTx tx);
    }

    /**
     * Locks the chat and does the work. If it throws, nothing of it happened.
     *
     * @throws ChatGoneException if there is no such chat
     */
    public <T extends @Nullable Object> T in(ChatId id, Work<T> work) {
        Done<T> done =
                commit(() ->
                        run(chats.lock(id).orElseThrow(() -> new ChatGoneException(id)), work));
        feed.committed(done.tx());
        return done.value();
    }

    /**
     * Makes a chat and does the work, if its id is free.
     *
     * @return what the work gave; empty if there is a chat of that id
     */
    public <T> Optional<T> create(ChatRow chat, Work<T> work) {
        Optional<Done<T>> done =
                commit(() -> chats.insert(chat) ? Optional.of(run(chat, work)) : Optional.empty());
        done.ifPresent(it -> feed.committed(it.tx()));
        return done.map(Done::value);
    }

    /**
     * Removes a chat with everything of it, but for what its forks read. The commands that it left
     * running are ended after that.
     */
    public void delete(ChatRow chat) {
        Optional<Done<Boolean>> done =
                commit(() -> chats.lock(chat.id()).map(row -> run(row, this::remove)));
        done.ifPresent(it -> feed.committed(it.tx()));
        feed.changed(chat.ownerId(), chat.id());
    }

    private boolean remove(ChatTx tx) {
        lent.giveAway(tx.chat().id());
        processes.endAfter(tx);
        chats.delete(tx.chat().id());
        return true;
    }

    private <T extends @Nullable Object> Done<T> run(ChatRow chat, Work<T> work) {
        ChatTx tx = new ChatTx(jdbc, chat, clock.instant());
        T value = work.in(tx);
        tx.flush();
        return new Done<>(tx, value);
    }

    private <T> T commit(java.util.function.Supplier<T> body) {
        return Objects.requireNonNull(transactions.execute(status -> body.get()));
    }

    private record Done<T extends @Nullable Object>(ChatTx tx, T value) {}
}
