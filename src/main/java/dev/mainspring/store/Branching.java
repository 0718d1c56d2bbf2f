package dev.mainspring.store;

import dev.mainspring.conversation.BranchPoint;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.Json;
import dev.mainspring.conversation.MessageId;
import dev.mainspring.conversation.Part;
import dev.mainspring.conversation.Role;
import dev.mainspring.store.ToolCallRows.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Begins branches. A new one is whole from its first moment: each call on it has its result. */
@Component
public class Branching {

    /** Lines of what was done elsewhere that the model is told. */
    private static final int TOLD_CALLS = 20;

    private static final int SUMMARY_CHARS = 120;

    private static final String AGENTS_STAY =
            "\nSub-agents begun there are still this conversation's: list_agents shows them,"
                    + " wait_agent reports what they came to.";

    private final BranchRows branches;
    private final MessageRows messages;
    private final ToolCallRows calls;
    private final PathCalls pathCalls;

    Branching(BranchRows branches, MessageRows messages, ToolCallRows calls, PathCalls pathCalls) {
        this.branches = branches;
        this.messages = messages;
        this.calls = calls;
        this.pathCalls = pathCalls;
    }

    /** Begins a branch after that message; the chat goes on on it. */
    public void begin(ChatTx tx, BranchPoint from) {
        tx.select(branches.insert(tx, from));
        closeCalls(tx);
    }

    /** Makes a new chat begin after that message of another. */
    public void fork(ChatTx tx, BranchPoint from, ChatId origin) {
        branches.root(tx, from);
        closeCalls(tx);
        tellWhatRemains(tx, List.of(tx.chat().id(), origin));
    }

    /** Where the branch begins behind calls without results, it gets them. */
    private void closeCalls(ChatTx tx) {
        messages.spokenBefore(tx.branch(), Integer.MAX_VALUE)
                .map(calls::askedBy)
                .filter(asked -> !asked.isEmpty())
                .ifPresent(asked -> appendResults(tx, asked));
    }

    private static void appendResults(ChatTx tx, List<Call> asked) {
        List<Part> parts = new ArrayList<>();
        asked.forEach(call -> parts.addAll(call.ended() ? call.told() : notHere(call)));
        Call first = asked.getFirst();
        tx.append(MessageId.random(), Role.TOOL, parts, first.turnId(), first.step(), null, null);
    }

    private static List<Part> notHere(Call call) {
        String why = "not run to its end on this branch, which began before it had";
        return call.told(Json.MAPPER.writeValueAsString(Map.of("error", why)), true, List.of());
    }

    /** Tells person and model what was done on other branches: their files are still there. */
    public void tellWhatRemains(ChatTx tx) {
        tellWhatRemains(tx, List.of(tx.chat().id()));
    }

    private void tellWhatRemains(ChatTx tx, List<ChatId> chats) {
        List<Call> done = pathCalls.offPath(chats, tx.branch(), TOLD_CALLS + 1);
        if (done.isEmpty()) {
            return;
        }
        Part notice = new Part.Notice(Part.Notice.WORKSPACE_REMAINS, words(done));
        tx.append(MessageId.random(), Role.USER, List.of(notice), null, null, null, null);
    }

    private static String words(List<Call> newestFirst) {
        List<Call> shown = newestFirst.subList(0, Math.min(TOLD_CALLS, newestFirst.size()));
        String lines =
                shown.reversed().stream().map(Branching::line).collect(Collectors.joining("\n"));
        boolean agents = shown.stream().anyMatch(call -> call.name().equals(AgentOrders.SPAWN));
        return "This conversation goes on from an earlier point. What was done after that point is"
                + " not shown here, but what it changed in the workspace is still there:\n"
                + (newestFirst.size() > TOLD_CALLS ? "- (older ones are left out)\n" : "")
                + lines
                + (agents ? AGENTS_STAY : "")
                + "\nCheck before doing any of it again.";
    }

    private static String line(Call call) {
        String summary = call.summary().replaceAll("\\s+", " ");
        String cut =
                summary.length() <= SUMMARY_CHARS
                        ? summary
                        : summary.substring(0, SUMMARY_CHARS) + " …";
        return "- " + cut + " (" + call.state().wire() + ")";
    }
}
