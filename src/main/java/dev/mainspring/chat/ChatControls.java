package dev.mainspring.chat;

import dev.mainspring.conversation.ApprovalRule;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.ChatStatus;
import dev.mainspring.conversation.ToolCallId;
import dev.mainspring.conversation.UserId;
import dev.mainspring.store.AgentCascade;
import dev.mainspring.store.AgentRows;
import dev.mainspring.store.ChatOptions;
import dev.mainspring.store.ChatRow;
import dev.mainspring.store.ChatSettings;
import dev.mainspring.store.ChatTransactions;
import dev.mainspring.store.ChatTx;
import dev.mainspring.store.InterruptRows;
import dev.mainspring.store.Interruptions;
import dev.mainspring.store.Outbox;
import dev.mainspring.store.ToolCallRows;
import dev.mainspring.store.ToolOutputs;
import dev.mainspring.store.TurnRows;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** What a person does with a chat beside talking: stop, retry, settings. */
@Service
public class ChatControls {

    private static final int MAX_TITLE_CHARS = 200;

    private final ChatAccess access;
    private final ChatTransactions transactions;
    private final Interruptions interruptions;
    private final TurnRows turns;
    private final ToolCallRows calls;
    private final ToolOutputs outputs;
    private final Chats chats;
    private final WorkspaceRights workspaces;
    private final AgentCascade agents;
    private final AgentRows agentRows;

    ChatControls(
            ChatAccess access,
            ChatTransactions transactions,
            Interruptions interruptions,
            TurnRows turns,
            ToolCallRows calls,
            ToolOutputs outputs,
            Chats chats,
            WorkspaceRights workspaces,
            AgentCascade agents,
            AgentRows agentRows) {
        this.access = access;
        this.transactions = transactions;
        this.interruptions = interruptions;
        this.turns = turns;
        this.calls = calls;
        this.outputs = outputs;
        this.chats = chats;
        this.workspaces = workspaces;
        this.agents = agents;
        this.agentRows = agentRows;
    }

    /** Stops the turn at work and holds the queue; a chat that rests is left as it is. */
    public ChatView interrupt(UserId user, ChatId id) {
        access.require(user, id);
        transactions.in(
                id, tx -> interruptions.request(tx, UUID.randomUUID(), InterruptRows.Reason.STOP));
        return chats.get(user, id);
    }

    /**
     * Tries again at once what failed, or what waits to be tried again.
     *
     * @throws ProblemException nothing_to_retry
     */
    public ChatView retry(UserId user, ChatId id) {
        access.require(user, id);
        transactions.in(
                id,
                tx -> {
                    retry(tx);
                    return true;
                });
        return chats.get(user, id);
    }

    private void retry(ChatTx tx) {
        ChatRow chat = tx.chat();
        switch (chat.status()) {
            case RETRYING -> tx.outbox(Outbox.Kind.RETRY_NOW, chat.id().value(), null);
            case ERROR -> {
                TurnRows.Turn turn = turns.find(chat.turnId()).orElseThrow();
                turns.reopen(turn.id());
                tx.status(ChatStatus.QUEUED, null, null);
                tx.holdQueue(false);
                tx.outbox(Outbox.Kind.WAKE, chat.id().value(), null);
            }
            case IDLE,
                    QUEUED,
                    RUNNING,
                    INTERRUPTING,
                    AWAITING_APPROVAL,
                    AWAITING_ANSWER,
                    PAUSED,
                    ARCHIVED ->
                    throw new ProblemException(
                            ProblemCode.NOTHING_TO_RETRY,
                            "chat " + chat.id() + " is " + chat.status().wire());
        }
    }

    /**
     * Changes settings of a chat.
     *
     * @throws ProblemException invalid_request, unknown_model, or chat_busy for archiving a chat at
     *     work without force, or giving it another workspace
     */
    public ChatView change(UserId user, ChatId id, ChatChanges changes) {
        access.require(user, id);
        check(user, changes);
        transactions.in(
                id,
                tx -> {
                    apply(tx, changes);
                    return true;
                });
        return chats.get(user, id);
    }

    private void check(UserId user, ChatChanges changes) {
        String title = changes.title();
        if (title != null && (title.isBlank() || title.length() > MAX_TITLE_CHARS)) {
            throw ProblemException.invalid(
                    "title",
                    "has "
                            + title.length()
                            + " characters, must have 1 to "
                            + MAX_TITLE_CHARS
                            + " and not be blank");
        }
        if (changes.labels() != null) {
            LabelRules.check(changes.labels());
        }
        if (changes.model() != null) {
            chats.requireModel(changes.model());
        }
        workspaces.check(user, null, changes.workspaceId());
    }

    private void apply(ChatTx tx, ChatChanges changes) {
        ChatSettings settings = new ChatSettings(tx);
        Optional.ofNullable(changes.title()).ifPresent(settings::title);
        Optional.ofNullable(changes.labels()).ifPresent(settings::labels);
        Optional.ofNullable(changes.pinned()).ifPresent(settings::pinned);
        Optional.ofNullable(changes.model()).ifPresent(settings::model);
        Optional.ofNullable(changes.reasoningEffort())
                .ifPresent(choice -> settings.effort(choice.effort()));
        Optional.ofNullable(changes.workspaceId())
                .filter(it -> !it.equals(tx.chat().workspaceId()))
                .ifPresent(it -> {
                    requireAtRest(tx.chat());
                    settings.workspace(it);
                });
        requireAllowed(tx.chat().options(), changes);
        ChatOptions options = changes.options(tx.chat().options());
        if (!options.equals(tx.chat().options())) {
            settings.options(options);
        }
        if (Boolean.TRUE.equals(changes.archived())) {
            archive(tx, settings, Boolean.TRUE.equals(changes.force()));
        } else if (Boolean.FALSE.equals(changes.archived())) {
            unarchive(tx, settings);
        }
    }

    /** Only the answer to an approval adds a rule. */
    private static void requireAllowed(ChatOptions now, ChatChanges changes) {
        List<ApprovalRule> there = now.alwaysAllowed() == null ? List.of() : now.alwaysAllowed();
        if (changes.alwaysAllowed() != null && !there.containsAll(changes.alwaysAllowed())) {
            throw ProblemException.invalid(
                    "always_allowed",
                    "may leave out rules, not add any: the decision allow_always of an approval"
                            + " does");
        }
    }

    private void unarchive(ChatTx tx, ChatSettings settings) {
        Instant archivedAt = tx.chat().archivedAt();
        settings.unarchive();
        if (archivedAt != null) {
            agents.shelve(tx, archivedAt);
        }
    }

    private void archive(ChatTx tx, ChatSettings settings, boolean force) {
        if (tx.chat().busy() && !force) {
            throw new ProblemException(
                    ProblemCode.CHAT_BUSY,
                    "chat "
                            + tx.chat().id()
                            + " is "
                            + tx.chat().status().wire()
                            + "; stop it first, or archive with force");
        }
        interruptions.request(tx, UUID.randomUUID(), InterruptRows.Reason.STOP);
        if (tx.chat().archivedAt() == null) {
            settings.archive();
            agents.shelve(tx, tx.now());
        }
        tx.outbox(Outbox.Kind.ARCHIVE, tx.chat().id().value(), null);
    }

    /** Marks everything so far as seen by its owner. */
    public void read(UserId user, ChatId id) {
        access.require(user, id);
        transactions.in(
                id,
                tx -> {
                    new ChatSettings(tx).read();
                    return true;
                });
    }

    /**
     * Removes a chat for good.
     *
     * @throws ProblemException chat_busy
     */
    public void delete(UserId user, ChatId id) {
        ChatRow chat = access.require(user, id);
        requireAtRest(chat);
        agentRows.of(id).forEach(agent -> remove(user, agent.chat()));
        remove(user, chat);
    }

    private void remove(UserId user, ChatRow chat) {
        if (chat.archivedAt() == null) {
            change(user, chat.id(), ChatChanges.archived(true));
        }
        transactions.delete(chat);
    }

    /** A turn's commands would be left without anybody to end them, or be sought elsewhere. */
    private void requireAtRest(ChatRow chat) {
        boolean turnRuns = turns.find(chat.turnId()).filter(TurnRows.Turn::running).isPresent();
        if (chat.busy() || turnRuns) {
            throw new ProblemException(
                    ProblemCode.CHAT_BUSY, "chat " + chat.id() + " is at work; stop it first");
        }
        agentRows.of(chat.id()).stream()
                .filter(it -> it.turnRuns() || !it.state().ended())
                .findFirst()
                .ifPresent(it -> {
                    throw new ProblemException(
                            ProblemCode.CHAT_BUSY,
                            "agent " + it.id() + " of the chat is at work; stop it first");
                });
    }

    /** A tool call with what the model saw of it. */
    public ToolCallRows.Call toolCall(UserId user, ChatId chat, ToolCallId id) {
        return access.requireCall(user, chat, id);
    }

    /** What is known of calls of one chat; an id that is not one of its calls is left out. */
    public List<ToolCallRows.Call> toolCalls(UserId user, ChatId chat, List<ToolCallId> ids) {
        access.require(user, chat);
        return access.shown(chat, calls.all(ids));
    }

    /** The full output of a tool call; what the model saw, where nothing more was kept. */
    public String toolOutput(UserId user, ChatId chat, ToolCallId id) {
        ToolCallRows.Call call = access.requireCall(user, chat, id);
        return outputs.find(id)
                .orElseGet(() -> call.result() == null ? "" : String.valueOf(call.result()));
    }
}
