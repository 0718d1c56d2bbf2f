package dev.mainspring.activities.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainspring.conversation.WorkspaceId;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class OneLookAtATimeTest {

    private final Looks looks = new Looks();
    private final Optional<WorkspaceId> slow = Optional.of(WorkspaceId.random());
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch again = new CountDownLatch(1);

    @AfterEach
    void close() {
        held.countDown();
        looks.close();
    }

    private void hold() {
        begun.countDown();
        try {
            held.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    }

    private void awaitALookAt(Optional<WorkspaceId> workspace) {
        while (again.getCount() > 0) {
            looks.begin(workspace, again::countDown);
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Test
    void aWorkspaceIsLookedAtOnceAtATimeAndOthersMeanwhile() throws Exception {
        looks.begin(slow, this::hold);
        await(begun);

        looks.begin(slow, again::countDown);
        CountDownLatch other = new CountDownLatch(1);
        looks.begin(Optional.of(WorkspaceId.random()), other::countDown);
        await(other);
        assertThat(again.getCount()).isOne();

        held.countDown();
        awaitALookAt(slow);
    }

    @Test
    void aLookThatFailsIsFollowedByOthers() throws Exception {
        looks.begin(
                slow,
                () -> {
                    begun.countDown();
                    throw new IllegalStateException("thrown by a test");
                });
        await(begun);
        awaitALookAt(slow);
    }
}
