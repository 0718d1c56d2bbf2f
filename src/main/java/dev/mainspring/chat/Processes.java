package dev.mainspring.chat;

import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.ProcessState;
import dev.mainspring.conversation.ProcessStatus;
import dev.mainspring.conversation.ToolCallId;
import dev.mainspring.conversation.UserId;
import dev.mainspring.store.ChatTransactions;
import dev.mainspring.store.ChatTx;
import dev.mainspring.store.Outbox;
import dev.mainspring.store.ProcessRows;
import dev.mainspring.store.ToolCallRows;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/** Commands that go on behind a chat after their calls have ended. */
@Service
public class Processes {

    private final ChatAccess access;
    private final ChatTransactions transactions;
    private final ProcessRows processes;
    private final Clock clock;

    Processes(
            ChatAccess access, ChatTransactions transactions, ProcessRows processes, Clock clock) {
        this.access = access;
        this.transactions = transactions;
        this.processes = processes;
        this.clock = clock;
    }

    /** How a call's command stands; empty where it ended with its call. */
    public Optional<ProcessStatus> of(ToolCallRows.Call call) {
        return processes.find(call.id()).map(ProcessRows.Row::status);
    }

    /**
     * How those of a chat's calls stand whose commands went on. Somebody looks: what runs is asked
     * for soon, and news comes as events.
     */
    public Map<ToolCallId, ProcessStatus> look(UserId user, ChatId chat, List<ToolCallId> calls) {
        access.require(user, chat);
        Map<ToolCallId, ProcessStatus> found =
                processes.of(chat, calls).stream()
                        .collect(Collectors.toMap(ProcessRows.Row::call, ProcessRows.Row::status));
        if (found.values().stream().anyMatch(it -> it.state() == ProcessState.RUNNING)) {
            processes.lookSoon(chat, clock.instant());
        }
        return found;
    }

    /**
     * Has a command ended with what it started. Asked for again, it is the same stop. A fork shows
     * calls of the chat it was forked from, and stops none of them.
     *
     * @throws ProblemException not_found, not_running
     */
    public ToolCallRows.Call stop(UserId user, ChatId chat, ToolCallId id) {
        ToolCallRows.Call call = access.requireCall(user, chat, id);
        if (!call.chatId().equals(chat)) {
            throw new ProblemException(
                    ProblemCode.NOT_RUNNING,
                    "tool call %s is of chat %s: stop its command there"
                            .formatted(id, call.chatId()));
        }
        transactions.in(
                chat,
                tx -> {
                    stop(tx, call);
                    return true;
                });
        return call;
    }

    private void stop(ChatTx tx, ToolCallRows.Call call) {
        ProcessRows.Row row = processes.find(call.id()).orElseThrow(() -> notRunning(call));
        switch (row.status().state()) {
            case RUNNING -> {
                processes.move(tx, call.id(), ProcessStatus.of(ProcessState.STOPPING, null));
                tx.outbox(Outbox.Kind.STOP_PROCESS, call.id().value(), row.stopArgument());
            }
            case STOPPING, STOPPED -> {
                // That is what was asked for.
            }
            case EXITED, LOST ->
                    throw new ProblemException(
                            ProblemCode.NOT_RUNNING,
                            "the command of tool call " + call.id() + " has ended");
        }
    }

    private static ProblemException notRunning(ToolCallRows.Call call) {
        return new ProblemException(
                ProblemCode.NOT_RUNNING,
                call.ended()
                        ? "tool call %s left no command running".formatted(call.id())
                        : "tool call %s belongs to the turn at work: stop that with interrupt"
                                .formatted(call.id()));
    }
}
