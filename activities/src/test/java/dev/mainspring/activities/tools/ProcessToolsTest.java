package dev.mainspring.activities.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.Json;
import dev.mainspring.conversation.ProcessState;
import dev.mainspring.conversation.ProcessStatus;
import dev.mainspring.conversation.ToolCallId;
import dev.mainspring.conversation.ToolState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ProcessToolsTest {

    private final ChatId chat = ChatId.random();
    private final ExecuteTool execute = new ExecuteTool(owner -> Optional.empty());
    private final ProcessOutputTool output = new ProcessOutputTool();
    @TempDir Path folder;
    private ProcessShell shell;

    @BeforeEach
    void open() throws IOException {
        Path work = Files.createDirectories(folder.resolve("work"));
        shell = new ProcessShell(work, Files.createDirectories(folder.resolve("home")), "sh");
    }

    @AfterEach
    void end() {
        new Commands().endAll(shell, chat);
    }

    private String start(String command) {
        FakeRun run =
                call(
                        Json.MAPPER
                                .createObjectNode()
                                .put("command", command)
                                .put("run_in_background", true)
                                .toString());
        execute.run(run);
        return run.call().toString();
    }

    private FakeRun call(String input) {
        return new FakeRun(chat, shell, input);
    }

    private FakeRun read(String process, String wait) {
        return call("{\"process_id\": \"%s\", \"wait\": \"%s\"}".formatted(process, wait));
    }

    private JsonNode signal(String process, String signal) {
        return new ProcessSignalTool()
                .run(
                        call(
                                "{\"process_id\": \"%s\", \"signal\": \"%s\"}"
                                        .formatted(process, signal)))
                .result();
    }

    @Test
    void eachReadGivesWhatIsNewAndTheSameCallTheSameAgain() {
        assertThat(shell.run(script("mkfifo gate; echo ready")).ok()).isTrue();
        String process = start("echo one; read x < gate; echo two; exit 6");

        FakeRun first = read(process, "5s");
        assertThat(output.run(first).result().get("output").asString()).isEqualTo("one\n");
        shell.run(script("echo go > gate"));
        JsonNode second = output.run(read(process, "10s")).result();

        assertThat(second.get("output").asString()).isEqualTo("two\n");
        assertThat(second.get("state").asString()).isEqualTo("exited");
        assertThat(second.get("exit_code").asInt()).isEqualTo(6);
        assertThat(output.run(first.again()).result().get("output").asString()).isEqualTo("one\n");
        assertThat(output.run(read(process, "0s")).result().get("output").asString()).isEmpty();
    }

    @Test
    void whatATimedOutCallShowedIsNotShownAgain() {
        FakeRun run = call("{\"command\": \"echo shown; sleep 621\", \"timeout\": \"300ms\"}");
        execute.run(run);

        JsonNode read = output.run(read(run.call().toString(), "0s")).result();

        assertThat(read.get("output").asString()).isEmpty();
        assertThat(read.get("state").asString()).isEqualTo("running");
    }

    @Test
    void aSignalReachesTheWholeGroup() {
        String process = start("trap 'echo got it; exit 9' INT; sleep 622");
        output.run(read(process, "0s"));

        JsonNode result = signal(process, "interrupt");

        assertThat(result.get("state").asString()).isEqualTo("exited");
        assertThat(result.get("exit_code").asInt()).isEqualTo(9);
        String deaf = start("trap '' TERM; while :; do sleep 623; done");
        assertThat(signal(deaf, "kill").get("exit_code").asInt()).isEqualTo(137);
        assertThat(shell.run(script("ps -eo args | grep '[s]leep 62[23]'")).out()).isEmpty();
        assertThat(signal(process, "terminate").get("exit_code").asInt()).isEqualTo(9);
    }

    @Test
    void theListHasWhatRunsAndWhatEndedOfThisChatOnly() {
        String running = start("sleep 624");
        execute.run(call("{\"command\": \"echo over; exit 2\"}"));
        execute.run(new FakeRun(ChatId.random(), shell, "{\"command\": \"echo other\"}"));

        JsonNode processes = new ProcessListTool().run(call("{}")).result().get("processes");

        assertThat(processes).hasSize(2);
        assertThat(processes.get(0).get("command").asString()).isEqualTo("echo over; exit 2");
        assertThat(processes.get(0).get("exit_code").asInt()).isEqualTo(2);
        assertThat(processes.get(1).get("process_id").asString()).isEqualTo(running);
        assertThat(processes.get(1).get("state").asString()).isEqualTo("running");
    }

    @Test
    void anotherChatsProcessIsUnknown() {
        String process = start("sleep 625");
        FakeRun stranger =
                new FakeRun(ChatId.random(), shell, "{\"process_id\": \"%s\"}".formatted(process));

        assertThatThrownBy(() -> output.run(stranger))
                .isInstanceOf(ToolRefusedException.class)
                .hasMessageContaining(process);
        assertThatThrownBy(() -> output.run(call("{\"process_id\": \"123\"}")))
                .isInstanceOf(ToolRefusedException.class)
                .hasMessageContaining("process_list");
    }

    @Test
    void anInterruptedReadReadsNothing() throws Exception {
        String process = start("sleep 626");
        FakeRun run = read(process, "60s");
        CompletableFuture<ToolOutput> waiting = ExecuteContract.async(output, run);

        run.cancellation().interrupt();

        assertThat(waiting.get().state()).isEqualTo(ToolState.CANCELLED);
        assertThat(output.run(read(process, "0s")).state()).isEqualTo(ToolState.FINISHED);
    }

    @Test
    void aGreetingOfTheHostIsNoWordOfACommand() throws IOException {
        String ended = start("exit 4");
        output.run(read(ended, "10s"));
        String running = start("sleep 627");
        Path greeting = folder.resolve("greeting");
        Files.writeString(greeting, "echo Welcome back\nexec sh \"$@\"\n");
        ProcessShell greets =
                new ProcessShell(folder.resolve("work"), folder.resolve("home"), "sh " + greeting);

        assertThat(
                        new Commands()
                                .ended(
                                        greets,
                                        List.of(ToolCallId.of(running), ToolCallId.of(ended))))
                .containsExactly(
                        entry(
                                ToolCallId.of(ended),
                                new ProcessStatus(ProcessState.EXITED, 4, null)));
    }

    private static dev.mainspring.activities.workspace.ShellScript script(String source) {
        return dev.mainspring.activities.workspace.ShellScript.of(
                source, java.time.Duration.ofSeconds(10));
    }
}
