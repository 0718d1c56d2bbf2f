package dev.mainspring.activities.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.mainspring.activities.workspace.ShellScript;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.ToolState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** On a file system of 1 MB; only root can make one. */
class FullDiskTest {

    private final ExecuteTool execute = new ExecuteTool(owner -> Optional.empty());
    @TempDir Path folder;
    private ProcessShell host;
    private ProcessShell shell;

    @BeforeEach
    void mount() throws IOException {
        assumeThat(System.getProperty("user.name")).isEqualTo("root");
        Path disk = Files.createDirectories(folder.resolve("disk"));
        host = new ProcessShell(folder, folder, "sh");
        assumeThat(sh(host, "mount -t tmpfs -o size=1m none disk && echo ok")).isEqualTo("ok\n");
        Path work = Files.createDirectories(disk.resolve("work"));
        shell = new ProcessShell(work, Files.createDirectories(disk.resolve("home")), "sh");
    }

    @AfterEach
    void unmount() {
        assertThat(sh(host, "umount -l disk && echo ok")).isEqualTo("ok\n");
    }

    private static String sh(ProcessShell shell, String script) {
        return shell.run(ShellScript.of(script, Duration.ofSeconds(10))).out();
    }

    private void fill() {
        sh(shell, "cat /dev/zero > full 2>/dev/null");
    }

    private FakeRun call(String input) {
        return new FakeRun(ChatId.random(), shell, input);
    }

    @Test
    void aCommandIsNotStartedAndThatIsSaid() {
        fill();

        ToolOutput output = execute.run(call("{\"command\": \"echo x\"}"));

        assertThat(output.state()).isEqualTo(ToolState.FAILED);
        assertThat(output.result().get("error").asString()).contains("disk is full");
    }

    @Test
    void aCommandThatFillsTheDiskHasItsExitCode() {
        ToolOutput output =
                execute.run(
                        call("{\"command\": \"echo a; cat /dev/zero > full; echo b; exit 4\"}"));

        assertThat(output.result().get("exit_code").asInt()).isEqualTo(4);
        assertThat(output.result().get("output").asString()).contains("a\n", "No space left");
    }

    @Test
    void outputThatFillsTheDiskDoesNotEndTheCommand() {
        ToolOutput output =
                execute.run(
                        call(
                                "{\"command\": \"head -c 5000000 /dev/zero | tr '\\\\0' x; exit 5\"}"));

        assertThat(output.result().get("exit_code").asInt()).isEqualTo(5);
        assertThat(output.truncated()).isTrue();
    }

    @Test
    void aFileThatDoesNotFitStaysAsItWas() {
        Tools tools = new Tools(java.util.List.of(new WriteFileTool(), new EditFilesTool()));
        sh(shell, "echo old > file");
        fill();
        ObjectNode input =
                ToolResults.object().put("path", "file").put("content", "x".repeat(9999));
        ObjectNode edit = FileToolsContract.edit("file", "old", "y".repeat(9999));

        ToolOutput written = tools.run(FakeRun.SCOPE, "write_file", call(input.toString()));
        ToolOutput edited = tools.run(FakeRun.SCOPE, "edit_files", call(edit.toString()));

        assertThat(written.result().get("error").asString()).contains("disk is full");
        assertThat(edited.result().get("error").asString())
                .contains("nothing was changed", "disk is full");
        assertThat(sh(shell, "cat file; ls -A")).isEqualTo("old\nfile\nfull\n");
    }
}
