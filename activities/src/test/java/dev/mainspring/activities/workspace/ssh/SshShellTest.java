package dev.mainspring.activities.workspace.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mainspring.activities.Cancellation;
import dev.mainspring.activities.workspace.ShellException;
import dev.mainspring.activities.workspace.ShellResult;
import dev.mainspring.activities.workspace.ShellScript;
import dev.mainspring.testing.TestSshd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SshShellTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir static Path folder;
    private static TestSshd sshd;
    private static SshTransport transport;

    private Path directory;
    private final Pin pin = new Pin();
    private SshShell shell;

    private static final class Pin implements HostKeyPin {
        final AtomicReference<String> key = new AtomicReference<>();

        @Override
        public Optional<String> known() {
            return Optional.ofNullable(key.get());
        }

        @Override
        public void pin(String value) {
            key.set(value);
        }
    }

    @BeforeAll
    static void start() {
        sshd = TestSshd.start(folder.resolve("sshd"));
        transport = new SshTransport();
    }

    @AfterAll
    static void stop() {
        transport.close();
        sshd.close();
    }

    @BeforeEach
    void connect() throws IOException {
        directory = Files.createDirectories(folder.resolve("it's a \"work\" folder é"));
        Files.writeString(directory.resolve(".marker"), "life-1\n");
        shell = shell(sshd.port(), PrivateKeys.parse(sshd.privateKey()));
    }

    @AfterEach
    void disconnect() {
        shell.close();
    }

    private SshShell shell(int port, java.security.KeyPair key) {
        return new SshShell(
                transport,
                new SshEndpoint(
                        "workspace 'test'",
                        "127.0.0.1",
                        port,
                        sshd.user(),
                        new SshLogin.Key(key),
                        pin,
                        directory.toString(),
                        directory.resolve(".marker").toString(),
                        Map.of("GREETING", "it's \"here\"\nand there"),
                        ScriptDelivery.STANDARD_INPUT));
    }

    private ShellResult run(String script) {
        return shell.run(ShellScript.of(script, LIMIT));
    }

    @Test
    void aScriptRunsInTheDirectoryWithItsEnvironment() {
        ShellResult result = run("pwd; echo \"$GREETING\"; echo oops >&2; exit 7");

        assertThat(result.exitCode()).isEqualTo(7);
        assertThat(result.out()).isEqualTo(directory + "\nit's \"here\"\nand there\n");
        assertThat(result.err()).isEqualTo("oops\n");
    }

    @Test
    void nothingOfTheScriptIsOnACommandLine() {
        ShellResult result = run("SECRET=tomato; cat /proc/[0-9]*/cmdline | tr '\\0' ' '");

        assertThat(result.out()).contains("IFS= read").doesNotContain("tomato");
    }

    @Test
    void standardInputArrivesByteForByte() {
        byte[] data = new byte[3_000_000];
        new Random(1).nextBytes(data);

        ShellResult result =
                shell.run(
                        ShellScript.of("cat", LIMIT)
                                .withStdin(data)
                                .withMaxOutputBytes(data.length));

        assertThat(result.stdout()).isEqualTo(data);
        assertThat(result.truncated()).isFalse();
    }

    @Test
    void inputThatNobodyReadsDoesNotHang() {
        ShellResult result =
                shell.run(ShellScript.of("exit 3", LIMIT).withStdin(new byte[20_000_000]));

        assertThat(result.exitCode()).isEqualTo(3);
    }

    @Test
    void outputBeyondTheLimitIsReadAndDropped() {
        AtomicLong heard = new AtomicLong();

        ShellResult result =
                shell.run(
                        ShellScript.of("head -c 200000000 /dev/zero", LIMIT)
                                .withMaxOutputBytes(1000),
                        chunk -> heard.addAndGet(chunk.length));

        assertThat(result.stdout()).hasSize(1000);
        assertThat(result.truncated()).isTrue();
        assertThat(heard).hasValue(200_000_000);
    }

    @Test
    void aBackgroundProcessThatHoldsTheOutputDoesNotDelayTheEnd() {
        long start = System.nanoTime();

        ShellResult result = run("sleep 30 & echo $!");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        run("kill " + result.out().strip());
    }

    @Test
    void aCancelledWaitEndsAtOnce() throws Exception {
        Cancellation cancellation = new Cancellation();
        CountDownLatch started = new CountDownLatch(1);
        CompletableFuture<ShellResult> result =
                CompletableFuture.supplyAsync(() ->
                        shell.run(
                                ShellScript.of("echo on; exec sleep 30", LIMIT)
                                        .withCancellation(cancellation),
                                chunk -> started.countDown()));
        started.await();

        cancellation.interrupt();

        assertThat(result.get().exitCode()).isEqualTo(-1);
        assertThat(result.get().out()).isEqualTo("on\n");
    }

    @Test
    void aScriptWithoutAnEndIsGivenUp() {
        ShellException e =
                catchThrowableOfType(
                        ShellException.class,
                        () -> shell.run(ShellScript.of("sleep 5", Duration.ofMillis(300))));

        assertThat(e).hasMessageContaining("no end within PT0.3S");
    }

    @Test
    void aScriptKilledByASignalSaysSo() {
        assertThat(run("kill -9 $$").exitCode()).isEqualTo(137);
    }

    @Test
    void manyScriptsRunSideBySide() {
        List<CompletableFuture<ShellResult>> results =
                IntStream.range(0, 100)
                        .mapToObj(i ->
                                CompletableFuture.supplyAsync(
                                        () -> run("sleep 0.1; echo " + i),
                                        Thread::startVirtualThread))
                        .toList();

        assertThat(results).allSatisfy(result -> assertThat(result.get().ok()).isTrue());
    }

    @Test
    void aLostConnectionIsMadeAnew() {
        run("true");
        String before = shell.incarnation();

        sshd.restart();

        assertThat(run("echo again").out()).isEqualTo("again\n");
        assertThat(shell.incarnation()).isEqualTo(before).startsWith("life-1 ");
    }

    @Test
    void aRestartWhileAScriptRunsIsRetryable() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CompletableFuture<ShellException> failure =
                CompletableFuture.supplyAsync(() ->
                        catchThrowableOfType(
                                ShellException.class,
                                () ->
                                        shell.run(
                                                ShellScript.of("echo on; sleep 30", LIMIT),
                                                chunk -> started.countDown())));
        started.await();

        sshd.restart();

        assertThat(failure.get().retryable()).isTrue();
    }

    @Test
    void aDirectoryThatIsGoneIsNamed() throws IOException {
        run("true");
        Files.delete(directory.resolve(".marker"));
        Files.delete(directory);

        ShellException e = catchThrowableOfType(ShellException.class, () -> run("echo ran"));

        assertThat(e).hasMessageContaining("its directory " + directory);
        assertThat(e.retryable()).isFalse();
        ShellException again =
                catchThrowableOfType(ShellException.class, () -> shell.incarnation());
        assertThat(again.retryable()).isFalse();
    }

    @Test
    void aChangedHostKeyIsRefused() {
        run("true");
        assertThat(pin.known()).hasValueSatisfying(k -> assertThat(k).startsWith("ssh-ed25519 "));

        sshd.restartWithAnotherHostKey();

        ShellException e = catchThrowableOfType(ShellException.class, () -> run("echo ran"));
        assertThat(e)
                .hasMessageContaining("127.0.0.1:" + sshd.port())
                .hasMessageContaining("has changed")
                .hasMessageContaining("SHA256:");
        assertThat(e.retryable()).isFalse();
    }

    @Test
    void aRefusedKeyIsNamed() throws Exception {
        var other = java.security.KeyPairGenerator.getInstance("EC").generateKeyPair();
        try (SshShell stranger = shell(sshd.port(), other)) {
            ShellException e =
                    catchThrowableOfType(
                            ShellException.class,
                            () -> stranger.run(ShellScript.of("true", LIMIT)));

            assertThat(e).hasMessageContaining("refused the login of user '" + sshd.user() + "'");
            assertThat(e.retryable()).isFalse();
        }
    }

    @Test
    void anUnreachableHostIsNamed() {
        try (SshShell nowhere = shell(1, PrivateKeys.parse(sshd.privateKey()))) {
            ShellException e =
                    catchThrowableOfType(
                            ShellException.class, () -> nowhere.run(ShellScript.of("true", LIMIT)));

            assertThat(e)
                    .hasMessageContaining("cannot reach 127.0.0.1:1")
                    .hasMessageContaining("refused");
            assertThat(e.retryable()).isTrue();
        }
    }

    @Test
    void aWarmCommandTakesFewMilliseconds() {
        long best = Long.MAX_VALUE;
        long total = 0;
        for (int i = 0; i < 100; i++) {
            long start = System.nanoTime();
            run(":");
            long took = System.nanoTime() - start;
            best = Math.min(best, took);
            total += i < 20 ? 0 : took;
        }
        System.out.printf("warm ssh: best %d us, mean %d us%n", best / 1000, total / 80_000);
        assertThat(Duration.ofNanos(best)).isLessThan(Duration.ofMillis(25));
    }
}
