package dev.mainspring.activities.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainspring.activities.workspace.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecuteOverProcessTest extends ExecuteContract {

    @TempDir Path folder;
    private ProcessShell shell;

    @BeforeEach
    void open() throws IOException {
        Path work = Files.createDirectories(folder.resolve("work"));
        Path home = Files.createDirectories(folder.resolve("home"));
        shell = new ProcessShell(work, home, "sh");
    }

    @Override
    protected Shell shell() {
        return shell;
    }

    @Test
    void aBrokenConnectionIsResumedWhereItBroke() {
        FakeRun run = call("echo run >> resumed; echo a; sleep 0.5; echo b");
        shell.cutNextAtOutput();

        ToolOutput output = execute.run(run);

        assertThat(output.result().get("output").asString()).isEqualTo("a\nb\n");
        assertThat(sh("cat resumed")).isEqualTo("run\n");
    }

    @Test
    void aCommandOutlivesAConnectionThatIsGone() throws Exception {
        FakeRun run = call("echo run >> outlived; echo a; sleep 0.5; echo b");
        CompletableFuture<ToolOutput> first = async(execute, run);
        run.awaitShown("a\n");
        shell.unreachable(true);
        run.cancellation().detach();
        assertThat(first.handle((output, failure) -> failure).get()).isNotNull();
        shell.unreachable(false);

        assertThat(execute.run(run.again()).result().get("output").asString()).isEqualTo("a\nb\n");
        assertThat(sh("cat outlived")).isEqualTo("run\n");
    }
}
