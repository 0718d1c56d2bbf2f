package dev.mainspring.chat;

import dev.mainspring.conversation.BranchId;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.ChatStatus;
import dev.mainspring.conversation.Delivery;
import dev.mainspring.conversation.Message;
import dev.mainspring.conversation.MessageId;
import dev.mainspring.conversation.ModelRef;
import dev.mainspring.conversation.Part;
import dev.mainspring.conversation.Usage;
import dev.mainspring.conversation.UserId;
import dev.mainspring.store.ChatFilter;
import dev.mainspring.store.ChatRow;
import dev.mainspring.store.ChatRows;
import dev.mainspring.store.ChatTransactions;
import dev.mainspring.store.ChatTx;
import dev.mainspring.store.Cursor;
import dev.mainspring.store.Incoming;
import dev.mainspring.store.Label;
import dev.mainspring.store.MessageRows;
import dev.mainspring.store.ModelCallRows;
import dev.mainspring.store.QueueRows;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Makes, finds and feeds chats. Every call is as one person and checks what is theirs. */
@Service
public class Chats {

    static final int MAX_PAGE = 200;

    private final ChatAccess access;
    private final ChatRows rows;
    private final ChatTransactions transactions;
    private final Incoming incoming;
    private final QueueRows queue;
    private final MessageRows messages;
    private final ModelCallRows modelCalls;
    private final ModelDirectory models;
    private final WorkspaceRights workspaces;
    private final Attachments attachments;
    private final Search search;
    private final Clock clock;

    Chats(
            ChatAccess access,
            ChatRows rows,
            ChatTransactions transactions,
            Incoming incoming,
            QueueRows queue,
            MessageRows messages,
            ModelCallRows modelCalls,
            ModelDirectory models,
            WorkspaceRights workspaces,
            Attachments attachments,
            Search search,
            Clock clock) {
        this.access = access;
        this.rows = rows;
        this.transactions = transactions;
        this.incoming = incoming;
        this.queue = queue;
        this.messages = messages;
        this.modelCalls = modelCalls;
        this.models = models;
        this.workspaces = workspaces;
        this.attachments = attachments;
        this.search = search;
        this.clock = clock;
    }

    /**
     * Makes a chat with its first message. The same id with the same request again gives the same
     * chat.
     *
     * @throws ProblemException invalid_request, unknown_model, model_cannot_see, unknown_template,
     *     not_found (the workspace), payload_too_large, or id_conflict for an id that is another
     *     request's
     */
    public ChatView create(UserId owner, NewChat request) {
        MessageRules.check("message.parts", request.message().parts());
        LabelRules.check(request.labels());
        McpServerRules.checkNames(request.options().mcpServers());
        ModelRef model = request.model() == null ? models.defaultModel() : request.model();
        requireModel(model);
        workspaces.check(owner, request.templateId(), request.workspaceId());
        List<Part> parts =
                attachments.check(owner, "message.parts", request.message().parts(), model);
        ChatRow chat = row(owner, request, parts, model, clock.instant());
        MessageId message =
                request.message().id() == null ? MessageId.random() : request.message().id();
        requireFree(message, chat.id());
        boolean created =
                transactions
                        .create(
                                chat,
                                tx -> {
                                    take(
                                            tx,
                                            message,
                                            request.message().with(parts),
                                            chat.requestHash());
                                    return true;
                                })
                        .orElse(false);
        if (!created) {
            ChatRow there = rows.find(chat.id()).orElse(chat);
            boolean same =
                    there.ownerId().equals(owner) && there.requestHash().equals(chat.requestHash());
            if (!same) {
                throw ProblemException.conflict("chat", chat.id());
            }
        }
        return get(owner, chat.id());
    }

    /**
     * Sends a message. The same id with the same parts again gives the same answer.
     *
     * @throws ProblemException not_found, invalid_request, model_cannot_see, payload_too_large,
     *     chat_archived, id_conflict
     */
    public Receipt send(UserId user, ChatId id, NewMessage message) {
        ChatRow chat = access.require(user, id);
        MessageRules.check("parts", message.parts());
        MessageId messageId = message.id() == null ? MessageId.random() : message.id();
        String hash = MessageRules.hash(message);
        Optional<QueueRows.Item> before = queue.find(messageId);
        if (before.isPresent()) {
            return again(before.get(), id, hash);
        }
        List<Part> parts = attachments.check(user, "parts", message.parts(), chat.model());
        return transactions.in(
                id,
                tx -> {
                    Optional<QueueRows.Item> known = queue.find(messageId);
                    if (known.isPresent()) {
                        return again(known.get(), id, hash);
                    }
                    if (tx.chat().status() == ChatStatus.ARCHIVED) {
                        throw ProblemException.archived(id);
                    }
                    if (messages.exists(messageId)) {
                        throw ProblemException.conflict("message", messageId);
                    }
                    requireRoom(id);
                    take(tx, messageId, message.with(parts), hash);
                    return new Receipt(messageId, "queued", messageId);
                });
    }

    /** What waits is read as a whole, by clients and by the agent. */
    void requireRoom(ChatId chat) {
        QueueRows.Load load = queue.load(chat);
        if (load.messages() >= QueueRows.Load.MOST_MESSAGES) {
            throw full(chat, load);
        }
        requireRoom(chat, load);
    }

    static void requireRoom(ChatId chat, QueueRows.Load load) {
        if (load.bytes() >= QueueRows.Load.MOST_BYTES) {
            throw full(chat, load);
        }
    }

    private static ProblemException full(ChatId chat, QueueRows.Load load) {
        return new ProblemException(
                ProblemCode.QUEUE_FULL,
                "%d messages of %d bytes wait in chat %s, at most %d and %d"
                        .formatted(
                                load.messages(),
                                load.bytes(),
                                chat,
                                QueueRows.Load.MOST_MESSAGES,
                                QueueRows.Load.MOST_BYTES));
    }

    private void take(ChatTx tx, MessageId id, NewMessage message, String hash) {
        attachments.use(tx, message.parts());
        Delivery delivery = message.delivery() == null ? Delivery.STEER : message.delivery();
        incoming.accept(tx, id, delivery, message.parts(), hash);
        if (message.effort() != null) {
            queue.effort(id, message.effort());
        }
    }

    /** The answer to a request that came before. */
    static Receipt again(QueueRows.Item known, ChatId chat, String hash) {
        if (!known.chatId().equals(chat) || !known.requestHash().equals(hash)) {
            throw ProblemException.conflict("message", known.id());
        }
        return new Receipt(known.id(), known.state(), known.id());
    }

    /** One chat of this person. */
    public ChatView get(UserId user, ChatId id) {
        return ChatView.of(access.require(user, id), modelCalls.sum(id));
    }

    /** This person's chats, newest change first; those with words asked for the best first. */
    public Page<ChatView> list(UserId user, ChatFilter filter, @Nullable String cursor, int limit) {
        int size = pageSize(limit);
        if (filter.searches()) {
            return search.find(user, filter, cursor, size);
        }
        Optional<Cursor> from = Optional.ofNullable(cursor).map(Chats::cursor);
        List<ChatRow> found = rows.list(user, filter, from, size + 1);
        List<ChatRow> page = found.subList(0, Math.min(size, found.size()));
        var sums = modelCalls.sums(page.stream().map(ChatRow::id).toList());
        String next =
                found.size() <= size
                        ? null
                        : new Cursor(page.getLast().updatedAt(), page.getLast().id().value())
                                .encode();
        return new Page<>(
                page.stream()
                        .map(chat -> ChatView.of(chat, sums.getOrDefault(chat.id(), Usage.NONE)))
                        .toList(),
                next);
    }

    /** This person's chats that wait for them, newest change first. */
    public List<ChatView> needingYou(UserId user) {
        return rows.needingPerson(user, MAX_PAGE).stream()
                .map(chat -> ChatView.of(chat, Usage.NONE))
                .toList();
    }

    /** This person's pinned chats, newest change first. */
    public List<ChatView> pinned(UserId user) {
        return rows.pinned(user, MAX_PAGE).stream()
                .map(chat -> ChatView.of(chat, Usage.NONE))
                .toList();
    }

    /** The labels this person's chats have. */
    public List<Label> labels(UserId user) {
        return rows.labels(user);
    }

    /** Messages of a branch after a position, oldest first. */
    public Page<Message> messagesAfter(
            UserId user, ChatId id, @Nullable BranchId branch, int after, int limit) {
        BranchId on = access.branch(user, id, branch);
        int size = pageSize(limit);
        List<Message> found = messages.after(on, after, size + 1);
        List<Message> page = found.subList(0, Math.min(size, found.size()));
        String next = found.size() <= size ? null : String.valueOf(page.getLast().position());
        return new Page<>(page, next);
    }

    /**
     * The newest messages of a branch before a position, oldest first.
     *
     * @return with the position to ask before for older ones
     */
    public Page<Message> messagesBefore(
            UserId user, ChatId id, @Nullable BranchId branch, int before, int limit) {
        BranchId on = access.branch(user, id, branch);
        int size = pageSize(limit);
        List<Message> found = messages.before(on, before, size + 1);
        boolean more = found.size() > size;
        List<Message> page = more ? found.subList(1, found.size()) : found;
        return new Page<>(page, more ? String.valueOf(page.getFirst().position()) : null);
    }

    private ChatRow row(
            UserId owner, NewChat request, List<Part> parts, ModelRef model, Instant now) {
        return new ChatRow(
                request.id() == null ? ChatId.random() : request.id(),
                owner,
                MessageRules.title(parts),
                ChatStatus.IDLE,
                null,
                null,
                model,
                request.reasoningEffort(),
                request.systemPrompt(),
                request.templateId(),
                request.workspaceId(),
                null,
                BranchId.random(),
                null,
                request.labels(),
                request.options(),
                false,
                false,
                0,
                0,
                null,
                MessageRules.hash(request),
                now,
                now,
                null);
    }

    void requireModel(ModelRef model) {
        models.missing(model)
                .ifPresent(what -> {
                    throw new ProblemException(
                            ProblemCode.UNKNOWN_MODEL,
                            "model '" + model + "': " + what,
                            List.of(
                                    new ProblemException.FieldError(
                                            "model", "must be one that can be called")));
                });
    }

    /** A message's id is one chat's for ever. */
    private void requireFree(MessageId message, ChatId chat) {
        Optional<QueueRows.Item> sent = queue.find(message);
        boolean foreign = sent.filter(item -> !item.chatId().equals(chat)).isPresent();
        if (foreign || (sent.isEmpty() && messages.exists(message))) {
            throw ProblemException.conflict("message", message);
        }
    }

    private static Cursor cursor(String text) {
        try {
            return Cursor.decode(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("cursor", "is '" + text + "', must be one we gave");
        }
    }

    private static int pageSize(int limit) {
        if (limit < 1 || limit > MAX_PAGE) {
            throw ProblemException.invalid("limit", "is " + limit + ", must be 1 to " + MAX_PAGE);
        }
        return limit;
    }
}
