package dev.mainspring.activities.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainspring.activities.workspace.ShellScript;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.ToolState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.io.TempDir;

/** Ends attempts at seeded instants, most of them while the command is being started. */
class ExecuteAtAnyInstantTest {

    private static final int MOST_MS = 80;

    private final ExecuteTool execute = new ExecuteTool(owner -> Optional.empty());
    private final ChatId chat = ChatId.random();
    @TempDir Path folder;
    private ProcessShell shell;

    @BeforeEach
    void open() throws IOException {
        Path work = Files.createDirectories(folder.resolve("work"));
        shell = new ProcessShell(work, Files.createDirectories(folder.resolve("home")), "sh");
    }

    private String sh(String script) {
        return shell.run(ShellScript.of(script, Duration.ofSeconds(10))).out();
    }

    private static CompletableFuture<Void> after(RepetitionInfo repetition) {
        int millis = new Random(repetition.getCurrentRepetition()).nextInt(MOST_MS);
        return new CompletableFuture<Void>().completeOnTimeout(null, millis, TimeUnit.MILLISECONDS);
    }

    @RepeatedTest(12)
    void anInterruptLeavesNothingRunning(RepetitionInfo repetition) throws Exception {
        String nap = "600." + new Random().nextInt(100_000, 1_000_000);
        FakeRun run =
                new FakeRun(
                        chat,
                        shell,
                        "{\"command\": \"echo run >> counter; sleep %s\"}".formatted(nap));
        CompletableFuture<ToolOutput> output = ExecuteContract.async(execute, run);

        after(repetition).thenRun(run.cancellation()::interrupt);

        assertThat(output.get(10, TimeUnit.SECONDS).state()).isEqualTo(ToolState.CANCELLED);
        assertThat(sh("ps -eo args | grep '[s]leep " + nap + "'")).isEmpty();
        assertThat(execute.run(run.again()).state()).isEqualTo(ToolState.CANCELLED);
        assertThat(sh("cat counter 2>/dev/null | wc -l").strip()).isIn("0", "1");
    }

    @RepeatedTest(12)
    void aDetachedCommandRunsOnce(RepetitionInfo repetition) throws Exception {
        FakeRun run =
                new FakeRun(
                        chat, shell, "{\"command\": \"echo run >> counter; sleep 0.1; echo end\"}");
        CompletableFuture<ToolOutput> first = ExecuteContract.async(execute, run);
        after(repetition).thenRun(run.cancellation()::detach);
        assertThat(first.handle((output, failure) -> true).get(10, TimeUnit.SECONDS)).isTrue();

        ToolOutput second = execute.run(run.again());

        assertThat(second.result().get("output").asString()).isEqualTo("end\n");
        assertThat(sh("cat counter")).isEqualTo("run\n");
    }
}
