package dev.mainspring.chat;

import dev.mainspring.conversation.BranchId;
import dev.mainspring.conversation.BranchPoint;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.ChatStatus;
import dev.mainspring.conversation.UserId;
import dev.mainspring.store.Branching;
import dev.mainspring.store.ChatRow;
import dev.mainspring.store.ChatRows;
import dev.mainspring.store.ChatTransactions;
import dev.mainspring.store.MessageRows;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;

/**
 * Makes a chat that begins at a message of another. Nothing is copied: it reads the other's
 * messages, also when the other is archived or gone. It works in the same workspace.
 */
@Service
public class Forks {

    private static final int MAX_TITLE_CHARS = 200;
    private static final String SUFFIX = " (fork)";

    private final ChatAccess access;
    private final ChatRows rows;
    private final ChatTransactions transactions;
    private final MessageRows messages;
    private final Branching branching;
    private final Chats chats;
    private final Clock clock;

    Forks(
            ChatAccess access,
            ChatRows rows,
            ChatTransactions transactions,
            MessageRows messages,
            Branching branching,
            Chats chats,
            Clock clock) {
        this.access = access;
        this.rows = rows;
        this.transactions = transactions;
        this.messages = messages;
        this.branching = branching;
        this.chats = chats;
        this.clock = clock;
    }

    private record Wish(ChatId of, int position, @Nullable BranchId branch) {}

    /**
     * Forks a chat after a message; the original goes on as it was.
     *
     * @param branch of the message; null: the one the chat is on
     * @param newId of the fork; the same with the same request again gives the same chat
     * @throws ProblemException not_found, id_conflict
     */
    public ChatView fork(
            UserId user,
            ChatId id,
            int position,
            @Nullable BranchId branch,
            @Nullable ChatId newId) {
        ChatRow origin = access.require(user, id);
        BranchPoint from = new BranchPoint(access.branch(user, id, branch), position);
        if (messages.at(from.branch(), position).isEmpty()) {
            throw ProblemException.notFound("message at position", position);
        }
        String hash = MessageRules.hash(new Wish(id, position, branch));
        ChatRow fork = row(origin, newId == null ? ChatId.random() : newId, hash, clock.instant());
        if (!create(fork, from, id) && !isSame(user, fork)) {
            throw ProblemException.conflict("chat", fork.id());
        }
        return chats.get(user, fork.id());
    }

    private boolean create(ChatRow fork, BranchPoint from, ChatId origin) {
        try {
            return transactions
                    .create(
                            fork,
                            tx -> {
                                branching.fork(tx, from, origin);
                                return true;
                            })
                    .orElse(false);
        } catch (DataIntegrityViolationException e) {
            // The branch went with its chat at this moment.
            throw ProblemException.notFound("chat", origin);
        }
    }

    private boolean isSame(UserId user, ChatRow fork) {
        return rows.find(fork.id())
                .filter(there -> there.ownerId().equals(user))
                .filter(there -> there.requestHash().equals(fork.requestHash()))
                .isPresent();
    }

    private static ChatRow row(ChatRow origin, ChatId id, String hash, Instant now) {
        return new ChatRow(
                id,
                origin.ownerId(),
                title(origin.title()),
                ChatStatus.IDLE,
                null,
                null,
                origin.model(),
                origin.effort(),
                origin.systemPrompt(),
                origin.templateId(),
                origin.workspaceId(),
                null,
                BranchId.random(),
                null,
                origin.labels(),
                origin.options().ofPerson(),
                false,
                false,
                0,
                0,
                null,
                hash,
                now,
                now,
                null);
    }

    private static String title(String of) {
        if (of.endsWith(SUFFIX)) {
            return of;
        }
        int room = MAX_TITLE_CHARS - SUFFIX.length();
        return (of.length() > room ? of.substring(0, room) : of) + SUFFIX;
    }
}
