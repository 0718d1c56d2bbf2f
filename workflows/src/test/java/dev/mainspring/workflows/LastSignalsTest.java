package dev.mainspring.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainspring.config.Payloads;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.StopReason;
import dev.mainspring.conversation.TurnId;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateStage;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What reaches a run in its last moments is not lost with it. */
class LastSignalsTest {

    private static final String ID = "chat-last";
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final TestWorkflowEnvironment environment =
            TestWorkflowEnvironment.newInstance(
                    TestEnvironmentOptions.newBuilder()
                            .setUseTimeskipping(false)
                            .registerSearchAttribute(
                                    SearchKeys.OUTCOME.getName(), SearchKeys.OUTCOME.getValueType())
                            .setWorkflowClientOptions(
                                    WorkflowClientOptions.newBuilder()
                                            .setDataConverter(Payloads.converter())
                                            .build())
                            .build());
    private final WorkflowClient client = environment.getWorkflowClient();
    private final FollowUp last = new FollowUp(UUID.randomUUID().toString(), "last", null);

    @AfterEach
    void close() {
        environment.close();
    }

    @Test
    void aMessageThatComesWhileAnAnswerIsStoredOutlivesTheRun() throws Exception {
        RecordingStore store =
                new RecordingStore() {
                    @Override
                    void duringAnswer() {
                        stub().signal("message", last);
                        awaitEvent(LastSignalsTest::isMessage);
                    }
                };
        playLongRun(store);
        assertThat(store.accepted.poll(20, TimeUnit.SECONDS)).isEqualTo(last);
    }

    @Test
    void anUpdateThatComesWhileAnAnswerIsStoredIsAnswered() throws Exception {
        CompletableFuture<Void> submitted = new CompletableFuture<>();
        RecordingStore store =
                new RecordingStore() {
                    @Override
                    void duringAnswer() {
                        Thread.ofVirtual()
                                .start(() -> {
                                    stub().startUpdate(
                                                    "submit",
                                                    WorkflowUpdateStage.COMPLETED,
                                                    Void.class,
                                                    last)
                                            .getResultAsync()
                                            .thenAccept(submitted::complete);
                                });
                        awaitEvent(it ->
                                it.getEventType()
                                        == EventType.EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED);
                    }
                };
        playLongRun(store);
        assertThat(store.accepted.poll(20, TimeUnit.SECONDS)).isEqualTo(last);
        assertThat(submitted).succeedsWithin(LIMIT);
    }

    @Test
    void aLateWordOfTheArchiveEndsNoChatThatWasTakenBack() throws Exception {
        RecordingStore store = new RecordingStore();
        store.ended = true;
        begin(store);
        assertThat(store.claimed.poll(20, TimeUnit.SECONDS)).isNotNull();
        stub().signal("archive");
        stub().signal("message", last);
        assertThat(store.accepted.poll(20, TimeUnit.SECONDS)).isEqualTo(last);
        store.over = true;
        stub().signal("archive");
        stub().getResult(20, TimeUnit.SECONDS, Void.class);
    }

    /** Ends a run of more than 1,000 events while an answer is being stored. */
    private void playLongRun(RecordingStore store) throws InterruptedException {
        begin(store);
        assertThat(store.claimed.poll(20, TimeUnit.SECONDS)).isNotNull();
        for (int i = 0; i < 1_001; i++) {
            stub().signal("wake");
        }
        store.go.countDown();
    }

    private void begin(RecordingStore store) {
        environment
                .newWorker(TaskQueues.AGENT)
                .registerWorkflowImplementationTypes(ChatWorkflowImpl.class);
        environment
                .getWorkerFactory()
                .getWorker(TaskQueues.AGENT)
                .registerActivitiesImplementations(store);
        environment.start();
        client.newUntypedWorkflowStub(
                        ChatWorkflow.TYPE,
                        WorkflowOptions.newBuilder()
                                .setWorkflowId(ID)
                                .setTaskQueue(TaskQueues.AGENT)
                                .setWorkflowTaskTimeout(Duration.ofSeconds(3))
                                .build())
                .start(new ChatStart(ChatId.random()));
    }

    private WorkflowStub stub() {
        return client.newUntypedWorkflowStub(ID);
    }

    private static boolean isMessage(HistoryEvent event) {
        return event.getWorkflowExecutionSignaledEventAttributes()
                .getSignalName()
                .equals("message");
    }

    /** Waits until the workflow has been shown such an event. */
    private void awaitEvent(Predicate<HistoryEvent> wanted) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() < deadline) {
            List<HistoryEvent> events = client.fetchHistory(ID).getEvents();
            boolean shown =
                    events.stream()
                            .dropWhile(wanted.negate())
                            .anyMatch(it ->
                                    it.getEventType()
                                            == EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED);
            if (shown) {
                return;
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        throw new AssertionError("not shown within " + LIMIT);
    }

    /** Has one turn, during whose end an answer comes. Idempotent, as the product's is. */
    private class RecordingStore implements ChatActivities {

        final CountDownLatch go = new CountDownLatch(1);
        final BlockingQueue<RunRef> claimed = new LinkedBlockingQueue<>();
        final BlockingQueue<FollowUp> accepted = new LinkedBlockingQueue<>();
        final TurnId turn = TurnId.random();
        volatile boolean ended;
        volatile boolean over;

        void duringAnswer() {}

        @Override
        public Claim claim(RunRef run, @Nullable Integer after) {
            claimed.add(run);
            if (ended) {
                return over ? new Claim.Over() : new Claim.Nothing(false);
            }
            await(go);
            return new Claim.Turn(turn, 1, Next.End.ANSWERED, 10);
        }

        private static void await(CountDownLatch latch) {
            try {
                assertThat(latch.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void finish(TurnEnd end) {
            assertThat(end.end().reason()).isEqualTo(StopReason.END_TURN);
            stub().signal("answer", new Answer(UUID.randomUUID().toString(), "allow", null));
            awaitEvent(it ->
                    it.getWorkflowExecutionSignaledEventAttributes()
                            .getSignalName()
                            .equals("answer"));
            ended = true;
        }

        @Override
        public void answer(RunRef run, Answer answer) {
            duringAnswer();
        }

        @Override
        public void accept(RunRef run, FollowUp message) {
            accepted.add(message);
        }

        @Override
        public boolean wanted(RunRef run, Interrupt interrupt) {
            return true;
        }

        @Override
        public void retrying(Retry retry) {}
    }
}
