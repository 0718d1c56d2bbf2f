package dev.mainspring.workflows;

import dev.mainspring.conversation.ErrorKind;
import dev.mainspring.conversation.StopReason;
import dev.mainspring.conversation.ToolClass;
import dev.mainspring.conversation.ToolState;
import dev.mainspring.conversation.TurnError;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** One turn: call the model, run what it asks for, until it has answered. */
final class ChatTurn {

    /** A run this long is continued as new before it waits for a person or an agent. */
    private static final int LONG_BEFORE_A_WAIT_EVENTS = 200;

    private final RunRef run;
    private final Claim.Turn turn;
    private final Mailbox mailbox;
    private final ChatActivities store;
    private final Consumer<String> tell;
    private final Runnable continueAsNew;
    private final ModelRetries retries;

    ChatTurn(
            RunRef run,
            Claim.Turn turn,
            Mailbox mailbox,
            ChatActivities store,
            Consumer<String> tell,
            Runnable continueAsNew) {
        this.run = run;
        this.turn = turn;
        this.mailbox = mailbox;
        this.store = store;
        this.tell = tell;
        this.continueAsNew = continueAsNew;
        this.retries = new ModelRetries(run, turn.id(), mailbox, store, tell);
    }

    Next.End play() {
        Next next = turn.next();
        while (true) {
            switch (next) {
                case Next.CallModel call -> next = callModel(call.step(), false);
                case Next.Compact compaction -> next = compactOnly();
                case Next.RunTools tools -> next = runTools(tools);
                case Next.End end -> {
                    return end;
                }
            }
            if (Workflow.getInfo().isContinueAsNewSuggested()) {
                continueAsNew.run();
            }
        }
    }

    private Next callModel(int step, boolean asItIs) {
        if (step > turn.stepLimit()) {
            return Next.End.STEP_LIMIT;
        }
        String what = at(step) + "call the model";
        tell.accept(what);
        ModelStep request = new ModelStep(run, turn.id(), step, asItIs);
        ModelActivities model = Stubs.model(what);
        ModelReply reply =
                retries.untilSettled(() -> attempt(() -> Async.function(model::call, request)));
        return switch (reply) {
            case ModelReply.Answered answer ->
                    answer.calls().isEmpty()
                            ? Next.End.ANSWERED
                            : new Next.RunTools(step, answer.calls());
            case ModelReply.Failed failed -> new Next.End(StopReason.ERROR, failed.error());
            case ModelReply.Interrupted stopped -> Next.End.INTERRUPTED;
            case ModelReply.TooLong tooLong ->
                    compact(step) instanceof ModelReply.Interrupted
                            ? Next.End.INTERRUPTED
                            : callModel(step, true);
        };
    }

    private Next compactOnly() {
        return switch (compact(0)) {
            case ModelReply.Failed failed -> new Next.End(StopReason.ERROR, failed.error());
            case ModelReply.Interrupted stopped -> Next.End.INTERRUPTED;
            case ModelReply.Answered done -> Next.End.ANSWERED;
            case ModelReply.TooLong never -> Next.End.ANSWERED;
        };
    }

    /** Summarises the conversation; where that fails, the step goes on with it as it is. */
    private ModelReply compact(int step) {
        String what = at(step) + "summarise the conversation";
        tell.accept(what);
        ModelStep request = new ModelStep(run, turn.id(), step, null);
        ContextActivities context = Stubs.context(what);
        return retries.untilSettled(() -> attempt(() -> Async.function(context::compact, request)));
    }

    private ModelReply attempt(Supplier<Promise<ModelReply>> start) {
        List<Promise<ModelReply>> call = interruptible(() -> List.of(start.get()));
        try {
            return call.getFirst().get();
        } catch (ActivityFailure failure) {
            return mailbox.interrupted(turn.id())
                    ? new ModelReply.Interrupted()
                    : new ModelReply.Failed(internal(failure), null);
        }
    }

    private Next runTools(Next.RunTools tools) {
        try {
            return runInOrder(tools);
        } catch (ActivityFailure failure) {
            return new Next.End(StopReason.ERROR, internal(failure));
        }
    }

    private Next runInOrder(Next.RunTools tools) {
        for (List<ToolCallRef> group : groups(tools.calls())) {
            List<ToolCallRef> open = group;
            while (!open.isEmpty()) {
                mailbox.clearNews();
                List<ToolReply> replies = runGroup(tools.step(), open);
                SubAgents.start(replies);
                if (replies.stream().anyMatch(ToolReply::interrupted)
                        || mailbox.interrupted(turn.id())) {
                    return Next.End.INTERRUPTED;
                }
                if (replies.stream().anyMatch(ToolReply::halt)) {
                    return Next.End.STEP_LIMIT;
                }
                open = waiting(open, replies);
                if (!park(tools.step(), replies)) {
                    return Next.End.INTERRUPTED;
                }
            }
        }
        return new Next.CallModel(tools.step() + 1);
    }

    private static List<ToolCallRef> waiting(List<ToolCallRef> calls, List<ToolReply> replies) {
        return IntStream.range(0, calls.size())
                .filter(i -> replies.get(i).waits() != null)
                .mapToObj(calls::get)
                .toList();
    }

    /**
     * Waits for what calls wait for, at the top of a short history, so that weeks later any release
     * can take it up; false if a person stopped the turn meanwhile.
     */
    private boolean park(int step, List<ToolReply> replies) {
        List<Wait> waits = replies.stream().map(ToolReply::waits).filter(Objects::nonNull).toList();
        if (waits.isEmpty()) {
            return true;
        }
        tell.accept(at(step) + "wait for " + waits.getFirst().what());
        if (Workflow.getInfo().getHistoryLength() > LONG_BEFORE_A_WAIT_EVENTS) {
            continueAsNew.run();
        }
        OptionalLong limit =
                waits.stream()
                        .map(Wait::limitMs)
                        .filter(Objects::nonNull)
                        .mapToLong(Long::longValue)
                        .min();
        Supplier<Boolean> over = () -> mailbox.hasNews() || mailbox.interrupted(turn.id());
        if (limit.isPresent()) {
            mailbox.await(run, store, Duration.ofMillis(limit.getAsLong()), over);
        } else {
            mailbox.await(run, store, over);
        }
        return !mailbox.interrupted(turn.id());
    }

    private List<ToolReply> runGroup(int step, List<ToolCallRef> group) {
        tell.accept(at(step) + group.getFirst().summary());
        List<Promise<ToolReply>> calls =
                interruptible(() -> group.stream().map(call -> start(step, call)).toList());
        List<ToolReply> replies = new ArrayList<>();
        for (int i = 0; i < group.size(); i++) {
            replies.add(reply(step, group.get(i), calls.get(i)));
        }
        return replies;
    }

    private Promise<ToolReply> start(int step, ToolCallRef call) {
        ToolActivities tool = Stubs.tool(at(step) + call.summary());
        return Async.function(tool::run, new ToolStep(run, call.id()));
    }

    /** A call whose worker died in an interrupt has no further attempt: it is settled apart. */
    private ToolReply reply(int step, ToolCallRef call, Promise<ToolReply> promise) {
        try {
            return promise.get();
        } catch (ActivityFailure failure) {
            if (!mailbox.interrupted(turn.id())) {
                throw failure;
            }
            ToolActivities settling = Stubs.settling(at(step) + "settle " + call.summary());
            Workflow.newDetachedCancellationScope(
                            () -> settling.settle(new ToolStep(run, call.id())))
                    .run();
            return new ToolReply(ToolState.CANCELLED, true, false);
        }
    }

    /** Starts activities and waits for all of them; an interrupt cancels what still runs. */
    private <T> List<Promise<T>> interruptible(Supplier<List<Promise<T>>> starting) {
        List<Promise<T>> started = new ArrayList<>();
        CancellationScope scope =
                Workflow.newCancellationScope(() -> started.addAll(starting.get()));
        scope.run();
        mailbox.await(run, store, () -> allDone(started) || mailbox.interrupted(turn.id()));
        if (!allDone(started)) {
            scope.cancel("interrupted by a person");
            mailbox.await(run, store, () -> allDone(started));
        }
        return started;
    }

    private static <T> boolean allDone(List<Promise<T>> promises) {
        return promises.stream().allMatch(Promise::isCompleted);
    }

    /** Neighbouring reading calls run side by side; every other call runs alone, in its order. */
    private static List<List<ToolCallRef>> groups(List<ToolCallRef> calls) {
        List<List<ToolCallRef>> groups = new ArrayList<>();
        ToolClass last = ToolClass.EXECUTE;
        for (ToolCallRef call : calls) {
            if (groups.isEmpty() || last != ToolClass.READ || call.kind() != ToolClass.READ) {
                groups.add(new ArrayList<>());
            }
            groups.getLast().add(call);
            last = call.kind();
        }
        return groups;
    }

    private static TurnError internal(ActivityFailure failure) {
        String message =
                failure.getCause() instanceof ApplicationFailure cause
                        ? cause.getOriginalMessage()
                        : "the step failed and cannot be tried again";
        return new TurnError(ErrorKind.INTERNAL, message, true);
    }

    private String at(int step) {
        return "turn " + turn.number() + ", step " + step + ": ";
    }
}
