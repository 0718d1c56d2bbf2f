package dev.mainspring.workflows;

import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.StopReason;
import dev.mainspring.conversation.TurnId;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInfo;
import io.temporal.workflow.WorkflowInit;
import org.jspecify.annotations.Nullable;

/** See {@link ChatWorkflow}. */
public class ChatWorkflowImpl implements ChatWorkflow {

    /** Between turns a run this long is continued as new, so that a replay stays short. */
    private static final int LONG_HISTORY_EVENTS = 1_000;

    private final ChatStart start;
    private final Mailbox mailbox = new Mailbox();
    private final ChatActivities store = Stubs.store();
    private String doing = "starting";
    private @Nullable Integer played;
    private @Nullable StopReason outcome;

    /** Nothing waits for it: a message that comes meanwhile begins its turn. */
    private @Nullable Promise<Void> naming;

    @WorkflowInit
    public ChatWorkflowImpl(ChatStart start) {
        this.start = start;
    }

    @Override
    public void run(ChatStart same) {
        RunRef run = thisRun();
        while (!mailbox.endsOnTheWord()) {
            if (Workflow.getInfo().getHistoryLength() > LONG_HISTORY_EVENTS) {
                continueAsNew();
            }
            mailbox.clearWake();
            mailbox.storeMessages(run, store);
            switch (store.claim(run, played)) {
                case Claim.Over over -> {
                    if (!mailbox.leftOver()) {
                        return;
                    }
                }
                case Claim.Nothing nothing -> rest(run, nothing);
                case Claim.Turn turn -> play(run, turn);
            }
        }
    }

    private void rest(RunRef run, Claim.Nothing nothing) {
        tell("idle");
        boolean beingNamed = naming != null && !naming.isCompleted();
        if (Boolean.TRUE.equals(nothing.untitled()) && !beingNamed) {
            naming = Async.procedure(Stubs.titles()::title, run);
        }
        mailbox.await(run, store, mailbox::pending);
        // They came while nothing ran, so they mean no turn.
        mailbox.clearInterrupts();
    }

    private void play(RunRef run, Claim.Turn turn) {
        Runnable continuation = () -> continueUnlessStopped(turn.id());
        ChatTurn story = new ChatTurn(run, turn, mailbox, store, this::tell, continuation);
        Next.End end = story.play();
        store.finish(new TurnEnd(run, turn.id(), end));
        mailbox.clearInterrupts();
        played = turn.number();
        tellOutcome(end.reason());
    }

    /** Only where it changes: each time is an event, and a write to the server's visibility. */
    private void tellOutcome(StopReason reason) {
        int version = Workflow.getVersion("outcome that changes", Workflow.DEFAULT_VERSION, 1);
        if (version == Workflow.DEFAULT_VERSION || reason != outcome) {
            SearchKeys.outcome(reason);
            outcome = reason;
        }
    }

    private void continueAsNew() {
        mailbox.settle(thisRun(), store);
        Workflow.continueAsNew(start);
    }

    /** A stop without a row is known to this run alone. */
    private void continueUnlessStopped(TurnId turn) {
        mailbox.settle(thisRun(), store);
        if (!mailbox.mustStop(turn)) {
            Workflow.continueAsNew(start);
        }
    }

    private void tell(String what) {
        doing = what;
        Workflow.setCurrentDetails(what);
    }

    private RunRef thisRun() {
        WorkflowInfo info = Workflow.getInfo();
        return new RunRef(
                start.chat(),
                info.getRunId(),
                info.getOriginalExecutionRunId(),
                info.getContinuedExecutionRunId().orElse(null));
    }

    @Override
    public void message(FollowUp message) {
        mailbox.message(message);
    }

    @Override
    public void wake() {
        mailbox.wake();
    }

    @Override
    public void interrupt(Interrupt interrupt) {
        mailbox.interrupt(interrupt);
    }

    @Override
    public void answer(Answer answer) {
        mailbox.answer(answer);
    }

    @Override
    public void agentFinished(ChatId child) {
        mailbox.news();
    }

    @Override
    public void retryNow() {
        mailbox.retryNow();
    }

    @Override
    public void archive() {
        mailbox.archive();
    }

    @Override
    public void submit(FollowUp message) {
        mailbox.submit(message);
    }

    @Override
    public String status() {
        return doing;
    }
}
