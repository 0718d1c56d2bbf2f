package dev.mainspring.chat;

import dev.mainspring.conversation.BranchId;
import dev.mainspring.conversation.BranchPoint;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.ChatStatus;
import dev.mainspring.conversation.Message;
import dev.mainspring.conversation.MessageId;
import dev.mainspring.conversation.ModelRef;
import dev.mainspring.conversation.Part;
import dev.mainspring.conversation.Role;
import dev.mainspring.conversation.UserId;
import dev.mainspring.store.BranchRows;
import dev.mainspring.store.ChatRow;
import dev.mainspring.store.ChatTransactions;
import dev.mainspring.store.ChatTx;
import dev.mainspring.store.Incoming;
import dev.mainspring.store.MessageRows;
import dev.mainspring.store.QueueRows;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Goes on from an earlier message of a chat: what was said since stays, on its own branch. */
@Service
public class ChatBranches {

    private final ChatAccess access;
    private final ChatTransactions transactions;
    private final BranchRows branches;
    private final MessageRows messages;
    private final QueueRows queue;
    private final Incoming incoming;
    private final Attachments attachments;
    private final Chats chats;

    ChatBranches(
            ChatAccess access,
            ChatTransactions transactions,
            BranchRows branches,
            MessageRows messages,
            QueueRows queue,
            Incoming incoming,
            Attachments attachments,
            Chats chats) {
        this.access = access;
        this.transactions = transactions;
        this.branches = branches;
        this.messages = messages;
        this.queue = queue;
        this.incoming = incoming;
        this.attachments = attachments;
        this.chats = chats;
    }

    /** What says again what is asked for, for idempotence. */
    private record Wish(String verb, int position, List<Part> parts) {}

    /**
     * Says a sent message anew: a new branch from the position before it, and a new turn. A turn at
     * work is stopped first.
     *
     * @param seen the branch the person looks at; null: whichever the chat is on
     * @throws ProblemException not_found, invalid_request, payload_too_large, model_cannot_see,
     *     chat_archived, other_branch, queue_full, id_conflict
     */
    public Receipt edit(
            UserId user, ChatId id, int position, @Nullable BranchId seen, NewMessage message) {
        access.branch(user, id, seen);
        MessageRules.check("parts", message.parts());
        ModelRef model = access.require(user, id).model();
        List<Part> parts = attachments.check(user, "parts", message.parts(), model);
        return branchOff(
                id,
                seen,
                message.id(),
                new Wish("edit", position, parts),
                tx -> new BranchPoint(tx.branch(), sentAt(tx, position) - 1));
    }

    /**
     * Has the answer to a person's message written anew, on a new branch, in a new turn. A turn at
     * work is stopped first.
     *
     * @param position of the answer, or of the message it answers
     * @throws ProblemException not_found, invalid_request, chat_archived, other_branch, id_conflict
     */
    public Receipt regenerate(
            UserId user,
            ChatId id,
            int position,
            @Nullable BranchId seen,
            @Nullable MessageId request) {
        access.branch(user, id, seen);
        return branchOff(
                id,
                seen,
                request,
                new Wish("regenerate", position, List.of()),
                tx -> new BranchPoint(tx.branch(), answeredBy(tx, position)));
    }

    private Receipt branchOff(
            ChatId id,
            @Nullable BranchId seen,
            @Nullable MessageId request,
            Wish wish,
            ChatTransactions.Work<BranchPoint> from) {
        MessageId messageId = request == null ? MessageId.random() : request;
        String hash = MessageRules.hash(wish);
        return transactions.in(
                id,
                tx -> {
                    Optional<QueueRows.Item> known = queue.find(messageId);
                    if (known.isPresent()) {
                        return Chats.again(known.get(), id, hash);
                    }
                    requireOpen(tx);
                    requireCurrent(tx, seen);
                    if (messages.exists(messageId)) {
                        throw ProblemException.conflict("message", messageId);
                    }
                    chats.requireRoom(id);
                    attachments.use(tx, wish.parts());
                    incoming.acceptBranch(tx, messageId, from.in(tx), wish.parts(), hash);
                    return new Receipt(messageId, "queued", messageId);
                });
    }

    private int sentAt(ChatTx tx, int position) {
        Message message = message(tx.branch(), position);
        if (!message.sent()) {
            throw ProblemException.invalid(
                    "position",
                    "is that of " + what(message) + ", must be that of a person's message");
        }
        return position;
    }

    private int answeredBy(ChatTx tx, int position) {
        Message message = message(tx.branch(), position);
        if (!message.sent() && message.role() != Role.ASSISTANT) {
            throw ProblemException.invalid(
                    "position",
                    "is that of "
                            + what(message)
                            + ", must be that of an answer or of a person's message");
        }
        return messages.sentBefore(tx.branch(), position + 1)
                .map(Message::position)
                .orElseThrow(() -> ProblemException.notFound("message before", position));
    }

    private static String what(Message message) {
        if (message.onlyNotices()) {
            return "a notice";
        }
        return switch (message.role()) {
            case USER -> message.sent() ? "a person's message" : "a summary";
            case ASSISTANT -> "an answer";
            case TOOL -> "results of tools";
        };
    }

    private Message message(BranchId branch, int position) {
        return messages.at(branch, position)
                .orElseThrow(() -> ProblemException.notFound("message at position", position));
    }

    /** The chat's branches, oldest first. */
    public List<BranchView> list(UserId user, ChatId id) {
        ChatRow chat = access.require(user, id);
        return branches.of(id).stream()
                .map(branch -> BranchView.of(branch, chat.branchId()))
                .toList();
    }

    /** Where the transcript of the current branch could have gone on otherwise. */
    public List<Variants> variants(UserId user, ChatId id) {
        ChatRow chat = access.require(user, id);
        List<BranchRows.Branch> all = branches.of(id);
        if (all.size() == 1) {
            return List.of();
        }
        Map<BranchId, BranchRows.Branch> family = branches.family(id);
        List<Variants.Path> paths =
                all.stream().map(branch -> Variants.Path.of(branch, family)).toList();
        return paths.stream()
                .filter(path -> path.branch().id().equals(chat.branchId()))
                .findFirst()
                .map(shown -> Variants.along(shown, paths))
                .orElseGet(List::of);
    }

    /**
     * Goes on on another branch of the chat.
     *
     * @throws ProblemException not_found, chat_busy, chat_archived
     */
    public ChatView select(UserId user, ChatId id, BranchId branch) {
        access.branch(user, id, branch);
        transactions.in(
                id,
                tx -> {
                    requireOpen(tx);
                    requireRest(tx);
                    if (!tx.branch().equals(branch)) {
                        tx.select(branch);
                        leaveError(tx);
                    }
                    return true;
                });
        return chats.get(user, id);
    }

    /** An error is one of the branch it happened on. */
    private static void leaveError(ChatTx tx) {
        if (tx.status() == ChatStatus.ERROR) {
            tx.status(ChatStatus.IDLE, null, null);
        }
    }

    private static void requireOpen(ChatTx tx) {
        if (tx.chat().status() == ChatStatus.ARCHIVED) {
            throw ProblemException.archived(tx.chat().id());
        }
    }

    private static void requireRest(ChatTx tx) {
        if (tx.chat().busy()) {
            throw new ProblemException(
                    ProblemCode.CHAT_BUSY,
                    "chat "
                            + tx.chat().id()
                            + " is "
                            + tx.chat().status().wire()
                            + "; stop it first, or wait");
        }
    }

    private static void requireCurrent(ChatTx tx, @Nullable BranchId seen) {
        if (seen != null && !seen.equals(tx.branch())) {
            throw new ProblemException(
                    ProblemCode.OTHER_BRANCH,
                    "the chat is on branch "
                            + tx.branch()
                            + ", not on "
                            + seen
                            + "; select it first");
        }
    }
}
