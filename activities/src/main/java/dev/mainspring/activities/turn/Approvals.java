package dev.mainspring.activities.turn;

import dev.mainspring.activities.tools.ToolOutput;
import dev.mainspring.activities.tools.ToolScope;
import dev.mainspring.activities.tools.Toolbox;
import dev.mainspring.conversation.ApprovalAction;
import dev.mainspring.conversation.ApprovalPolicy;
import dev.mainspring.conversation.ApprovalRule;
import dev.mainspring.conversation.Ask;
import dev.mainspring.conversation.Decision;
import dev.mainspring.conversation.Json;
import dev.mainspring.conversation.Reply;
import dev.mainspring.conversation.ToolClass;
import dev.mainspring.conversation.ToolState;
import dev.mainspring.conversation.ToolSubject;
import dev.mainspring.store.ChatOptions;
import dev.mainspring.store.ChatRow;
import dev.mainspring.store.ChatRows;
import dev.mainspring.store.ChatTx;
import dev.mainspring.store.RequestRows;
import dev.mainspring.store.RequestRows.Request;
import dev.mainspring.store.Requests;
import dev.mainspring.store.ToolCallRows.Call;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Says whether a call may be run, and asks the person where only they can say it. */
@Component
class Approvals {

    /** Whether a call may be run. */
    sealed interface Verdict {

        record Run() implements Verdict {}

        /**
         * Not before somebody answers.
         *
         * @param what is waited for, in words
         */
        record Wait(String what) implements Verdict {}

        /** Never; the model is told why. */
        record Refuse(ToolOutput output) implements Verdict {}
    }

    private final RequestRows rows;
    private final Requests requests;
    private final ChatRows chats;
    private final Toolbox tools;
    private final DeploymentPolicy deployment;

    Approvals(
            RequestRows rows,
            Requests requests,
            ChatRows chats,
            Toolbox tools,
            DeploymentPolicy deployment) {
        this.rows = rows;
        this.requests = requests;
        this.chats = chats;
        this.tools = tools;
        this.deployment = deployment;
    }

    Verdict of(ChatTx tx, Call call) {
        if (call.state() == ToolState.STARTED && call.kind() != ToolClass.PEOPLE) {
            return new Verdict.Run();
        }
        Optional<Request> asked = asked(call);
        if (asked.isPresent()) {
            return after(asked.get());
        }
        return call.kind() == ToolClass.PEOPLE ? new Verdict.Run() : byPolicy(tx, call);
    }

    /** Who asks for an approval marks the call, so that most calls need no look. */
    private Optional<Request> asked(Call call) {
        boolean unasked = call.state() == ToolState.REQUESTED && call.kind() != ToolClass.PEOPLE;
        return unasked ? Optional.empty() : rows.ofCall(call.id());
    }

    /** Whether another call of the chat waits for a person. */
    boolean waits(ChatTx tx) {
        return !rows.open(tx.chat().id()).isEmpty();
    }

    private static Verdict after(Request asked) {
        Reply reply = asked.reply();
        if (asked.open()) {
            return new Verdict.Wait(words(asked.ask()));
        }
        if (!(asked.ask() instanceof Ask.Approval)) {
            return new Verdict.Run();
        }
        if (reply == null) {
            return new Verdict.Refuse(ToolFailures.of(ToolState.CANCELLED, "not run: stopped"));
        }
        return reply.decision() == Decision.DENY
                ? new Verdict.Refuse(denied(reply.note()))
                : new Verdict.Run();
    }

    private static String words(Ask ask) {
        return switch (ask) {
            case Ask.Approval _ -> "an approval";
            case Ask.Questions _ -> "an answer";
            case Ask.Plan _ -> "a decision on the plan";
        };
    }

    private Verdict byPolicy(ChatTx tx, Call call) {
        boolean eachTime = chats.inPlanMode(tx.chat()) && call.kind() == ToolClass.EXECUTE;
        return switch (action(tx.chat(), call, eachTime)) {
            case ALLOW -> new Verdict.Run();
            case DENY -> new Verdict.Refuse(ToolFailures.of(ToolState.FAILED, FORBIDDEN));
            case ASK -> ask(tx, call, !eachTime);
        };
    }

    /** Nobody is asked about a call that cannot be run. */
    private Verdict ask(ChatTx tx, Call call, boolean mayAlways) {
        ToolScope scope = ToolScope.of(tx.chat()).inPlanMode(chats.inPlanMode(tx.chat()));
        Optional<String> problem = tools.problem(scope, call.name(), call.input());
        if (problem.isPresent()) {
            return new Verdict.Refuse(ToolFailures.of(ToolState.FAILED, problem.get()));
        }
        boolean always =
                mayAlways
                        && ToolSubject.of(call.name(), call.input()).stream()
                                .allMatch(ToolSubject::mayAlways);
        Ask ask = new Ask.Approval(call.name(), call.summary(), always);
        return new Verdict.Wait(words(requests.ask(tx, call, ask).ask()));
    }

    /** The strictest of what administrators, the chat's maker and plan mode say. */
    private ApprovalAction action(ChatRow chat, Call call, boolean eachTime) {
        List<ToolSubject> subjects = ToolSubject.of(call.name(), call.input());
        List<ChatOptions> options = options(chat);
        ApprovalAction action = strictest(deployment.of(chat.ownerId()), subjects);
        for (ChatOptions it : options) {
            action = max(action, strictest(policy(it.approvalPolicy()), subjects));
        }
        if (action == ApprovalAction.DENY) {
            return action;
        }
        if (eachTime) {
            return ApprovalAction.ASK;
        }
        boolean always =
                options.stream()
                        .map(it -> policy(it.alwaysAllowed()))
                        .anyMatch(it -> subjects.stream().allMatch(it::allows));
        return always ? ApprovalAction.ALLOW : action;
    }

    /** A sub-agent has its own options and those of the chat it works for. */
    private List<ChatOptions> options(ChatRow chat) {
        return Optional.ofNullable(chat.parentChatId())
                .flatMap(chats::find)
                .map(parent -> List.of(chat.options(), parent.options()))
                .orElseGet(() -> List.of(chat.options()));
    }

    private static ApprovalPolicy policy(@Nullable List<ApprovalRule> rules) {
        return rules == null ? ApprovalPolicy.NONE : new ApprovalPolicy(rules);
    }

    private static ApprovalAction strictest(ApprovalPolicy policy, List<ToolSubject> subjects) {
        return subjects.stream().map(policy::action).reduce(ApprovalAction.ALLOW, Approvals::max);
    }

    private static ApprovalAction max(ApprovalAction one, ApprovalAction other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static final String FORBIDDEN =
            "not run: the approval policy forbids this call; do it another way, or say that it"
                    + " cannot be done";

    private static ToolOutput denied(@Nullable String note) {
        ObjectNode result =
                Json.MAPPER
                        .createObjectNode()
                        .put(
                                "error",
                                "not run: the person did not allow this call; do not try it again"
                                        + " in another way unless they say so")
                        .put("denied", true);
        if (note != null && !note.isBlank()) {
            result.put("note", note);
        }
        return new ToolOutput(ToolState.FAILED, result, null, false, List.of());
    }
}
