package dev.mainspring.activities.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainspring.activities.DetachedException;
import dev.mainspring.activities.workspace.Shell;
import dev.mainspring.activities.workspace.ShellScript;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.Json;
import dev.mainspring.conversation.ToolState;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What {@code execute} promises, whatever carries its scripts. */
abstract class ExecuteContract {

    protected final ChatId chat = ChatId.random();

    /** Makes the processes of a test differ from those of others on this machine. */
    private final int mark = ThreadLocalRandom.current().nextInt(100_000, 1_000_000);

    protected final ExecuteTool execute =
            new ExecuteTool(owner -> Optional.of(new GitIdentity("Ada L", "ada@example.org")));

    protected abstract Shell shell();

    protected FakeRun call(String command) {
        return call(Json.MAPPER.createObjectNode().put("command", command));
    }

    protected FakeRun call(ObjectNode input) {
        return new FakeRun(chat, shell(), input.toString());
    }

    protected JsonNode result(String command) {
        return execute.run(call(command)).result();
    }

    protected String sh(String script) {
        return shell().run(ShellScript.of(script, Duration.ofSeconds(10))).out();
    }

    protected static CompletableFuture<ToolOutput> async(Tool tool, ToolRun run) {
        return CompletableFuture.supplyAsync(
                () -> tool.run(run), task -> Thread.ofVirtual().start(task));
    }

    @Test
    void aCommandGivesItsExitCodeAndItsOutputAsItCame() {
        JsonNode result = result("echo one; echo two >&2; echo three; exit 3");

        assertThat(result.get("exit_code").asInt()).isEqualTo(3);
        assertThat(result.get("output").asString()).isEqualTo("one\ntwo\nthree\n");
        assertThat(result.get("wall_ms").asLong()).isBetween(0L, 5_000L);
        assertThat(result.has("truncated")).isFalse();
    }

    @Test
    void theEnvironmentWaitsForNobodyAndNamesTheCall() {
        FakeRun run = call("env; stty 2>&1; cat; echo EOF");

        String output = execute.run(run).result().get("output").asString();

        assertThat(output)
                .contains("NO_COLOR=1", "TERM=dumb", "PAGER=cat", "GIT_PAGER=cat")
                .contains("GIT_EDITOR=true", "GIT_TERMINAL_PROMPT=0")
                .contains("GIT_AUTHOR_NAME=Ada L", "GIT_COMMITTER_EMAIL=ada@example.org")
                .contains("MAINSPRING_CHAT_ID=" + chat, "MAINSPRING_TOOL_CALL_ID=" + run.call())
                .endsWith("EOF\n");
    }

    @Test
    void theCommandRunsInTheWorkspaceOrInTheFolderItNames() {
        String odd = "a b'c\"d\ne$f ü -x";
        sh("mkdir -p " + ShellWords.quote(odd));

        assertThat(result("pwd").get("output").asString().strip()).isEqualTo(shell().directory());
        assertThat(
                        execute.run(
                                        call(
                                                Json.MAPPER
                                                        .createObjectNode()
                                                        .put("command", "pwd")
                                                        .put("workdir", odd)))
                                .result()
                                .get("output")
                                .asString())
                .isEqualTo(shell().directory() + "/" + odd + "\n");
    }

    @Test
    void aMissingFolderIsSaidAndNothingRuns() {
        ToolOutput output =
                execute.run(
                        call(
                                Json.MAPPER
                                        .createObjectNode()
                                        .put("command", "echo x > ran")
                                        .put("workdir", "no/such")));

        assertThat(output.state()).isEqualTo(ToolState.FAILED);
        assertThat(output.result().get("error").asString()).contains("no/such", "missing");
        assertThat(sh("ls ran 2>/dev/null")).isEmpty();
    }

    @Test
    void outputIsShownWhileTheCommandRuns() throws Exception {
        FakeRun run = call("echo early; sleep 600." + mark);
        CompletableFuture<ToolOutput> output = async(execute, run);

        run.awaitShown("early");

        assertThat(output).isNotDone();
        run.cancellation().interrupt();
        output.get();
    }

    @Test
    void anInterruptKillsTheWholeSessionAndKeepsWhatCame() throws Exception {
        FakeRun run =
                call(
                        "echo begun; (sleep 611."
                                + mark
                                + "; echo late) & timeout 600 sleep 612."
                                + mark
                                + "; echo no");
        CompletableFuture<ToolOutput> output = async(execute, run);
        run.awaitShown("begun");

        run.cancellation().interrupt();
        ToolOutput stopped = output.get();

        assertThat(stopped.state()).isEqualTo(ToolState.CANCELLED);
        assertThat(stopped.result().get("output").asString()).startsWith("begun\n");
        assertThat(sh("ps -eo args | grep -E '[s]leep 61[12].*" + mark + "'")).isEmpty();
    }

    @Test
    void aCommandThatIgnoresTermIsKilled() throws Exception {
        FakeRun run =
                call("trap '' TERM INT HUP; echo deaf; while :; do sleep 613." + mark + "; done");
        CompletableFuture<ToolOutput> output = async(execute, run);
        run.awaitShown("deaf");

        run.cancellation().interrupt();

        assertThat(output.get().state()).isEqualTo(ToolState.CANCELLED);
        assertThat(sh("ps -eo args | grep '[s]leep 613.*" + mark + "'")).isEmpty();
    }

    @Test
    void aDetachedAttemptLeavesTheCommandAndALaterOneFindsIt() throws Exception {
        FakeRun run = call("echo run >> counter; echo a; sleep 1; echo b; exit 5");
        CompletableFuture<ToolOutput> first = async(execute, run);
        run.awaitShown("a\n");

        run.cancellation().detach();

        assertThatThrownBy(first::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(DetachedException.class);
        ToolOutput second = execute.run(run.again());
        assertThat(second.result().get("exit_code").asInt()).isEqualTo(5);
        assertThat(second.result().get("output").asString()).isEqualTo("a\nb\n");
        assertThat(sh("cat counter")).isEqualTo("run\n");
    }

    @Test
    void twoAttemptsAtOnceRunTheCommandOnce() throws Exception {
        FakeRun run = call("echo run >> once; sleep 0.3; echo done");

        CompletableFuture<ToolOutput> one = async(execute, run);
        CompletableFuture<ToolOutput> two = async(execute, run.again());

        assertThat(one.get().result().get("output").asString()).isEqualTo("done\n");
        assertThat(two.get().result().get("output").asString()).isEqualTo("done\n");
        assertThat(sh("cat once")).isEqualTo("run\n");
    }

    @Test
    void aFinishedCommandIsNotRunAgain() {
        FakeRun run = call("echo run >> finished; echo x");
        execute.run(run);

        ToolOutput again = execute.run(run.again());

        assertThat(again.state()).isEqualTo(ToolState.FINISHED);
        assertThat(again.result().get("output").asString()).isEqualTo("x\n");
        assertThat(sh("cat finished")).isEqualTo("run\n");
    }

    @Test
    void aTimeoutLeavesTheCommandAndGivesItsProcessId() {
        FakeRun run =
                call(
                        Json.MAPPER
                                .createObjectNode()
                                .put("command", "echo begun; sleep 614." + mark)
                                .put("timeout", "400ms"));

        ToolOutput output = execute.run(run);

        assertThat(output.state()).isEqualTo(ToolState.FINISHED);
        assertThat(output.result().get("timed_out").asBoolean()).isTrue();
        assertThat(output.result().get("process_id").asString()).isEqualTo(run.call().toString());
        assertThat(output.result().get("output").asString()).isEqualTo("begun\n");
        assertThat(sh("ps -eo args | grep '[s]leep 614.*" + mark + "'")).isNotEmpty();
        assertThat(new Commands().settle(shell(), run.call()).state())
                .isEqualTo(ToolState.CANCELLED);
        assertThat(sh("ps -eo args | grep '[s]leep 614.*" + mark + "'")).isEmpty();
    }

    @Test
    void aBackgroundCommandReturnsAtOnceAndGoesOn() {
        FakeRun run =
                call(
                        Json.MAPPER
                                .createObjectNode()
                                .put("command", "sleep 615." + mark)
                                .put("run_in_background", true));

        ToolOutput output = execute.run(run);

        assertThat(output.result().get("process_id").asString()).isEqualTo(run.call().toString());
        assertThat(output.result().get("wall_ms").asLong()).isLessThan(3_000);
        assertThat(sh("ps -eo args | grep '[s]leep 615.*" + mark + "'")).isNotEmpty();
        new Commands().endAll(shell(), chat);
        assertThat(sh("ps -eo args | grep '[s]leep 615.*" + mark + "'")).isEmpty();
    }

    @Test
    void aChildLeftInTheBackgroundDoesNotHoldTheCall() {
        long began = System.nanoTime();
        JsonNode left = result("sleep 616." + mark + " & echo left");
        JsonNode daemon = result("setsid sleep 617." + mark + " & echo daemon");

        assertThat((System.nanoTime() - began) / 1_000_000).isLessThan(5_000);
        assertThat(left.get("output").asString()).isEqualTo("left\n");
        assertThat(daemon.get("output").asString()).isEqualTo("daemon\n");
        new Commands().endAll(shell(), chat);
        assertThat(sh("ps -eo args | grep -E '[s]leep 61[67].*" + mark + "'")).isEmpty();
    }

    @Test
    void binaryOutputIsShownAsFarAsItIsText() {
        String output =
                result("printf 'a\\000b\\377\\376c\\303'; printf '\\251\\n'; printf '\\033[1mx\\n'")
                        .get("output")
                        .asString();

        assertThat(output).isEqualTo("a\uFFFDb\uFFFD\uFFFDcé\n\u001b[1mx\n");
    }

    @Test
    void twoHundredMegabytesAreCutAndTheCutIsSaid() {
        FakeRun run =
                call("echo FIRST; head -c 200000000 /dev/zero | tr '\\000' x; echo; echo LAST");

        ToolOutput output = execute.run(run);

        assertThat(output.result().get("exit_code").asInt()).isZero();
        assertThat(output.truncated()).isTrue();
        String seen = output.result().get("output").asString();
        assertThat(seen).startsWith("FIRST\nxx").endsWith("xx\nLAST\n");
        assertThat(seen).containsPattern("of (1999|2000)\\d{5} bytes");
        assertThat(output.result().toString().length()).isLessThanOrEqualTo(32 * 1024);
        assertThat(output.fullOutput()).isNotNull();
        assertThat(output.fullOutput().length()).isLessThan(9 << 20);
        assertThat(run.shown().length()).isLessThan(2 << 20);
    }

    @Test
    void aCallInAnotherLifeOfTheWorkspaceIsUnknown() {
        FakeRun run = call("echo x");
        run.begin("another life");

        ToolOutput output = execute.run(run);

        assertThat(output.state()).isEqualTo(ToolState.UNKNOWN);
        assertThat(output.result().get("error").asString()).contains("not known");
        assertThat(sh("ls ~/.mainspring/calls/" + run.call() + " 2>/dev/null")).isEmpty();
    }

    @Test
    void aCallThatBeganButDidNotStartIsStarted() {
        FakeRun run = call("echo x");
        run.begin(shell().incarnation());

        assertThat(execute.run(run).result().get("output").asString()).isEqualTo("x\n");
    }

    @Test
    void aKilledSupervisorIsAnUnknownOutcome() throws Exception {
        FakeRun run = call("echo begun; sleep 618." + mark);
        CompletableFuture<ToolOutput> output = async(execute, run);
        run.awaitShown("begun");

        sh(
                "read pid start < ~/.mainspring/calls/%s/supervisor; kill -9 $pid"
                        .formatted(run.call()));

        assertThat(output.get().state()).isEqualTo(ToolState.UNKNOWN);
        new Commands().endAll(shell(), chat);
        assertThat(sh("ps -eo args | grep '[s]leep 618.*" + mark + "'")).isEmpty();
    }

    @Test
    void killingItsOwnGroupEndsTheCommandOnly() {
        assertThat(result("echo a; kill -9 0").get("exit_code").asInt()).isEqualTo(137);
        assertThat(result("echo a; kill 0").get("exit_code").asInt()).isEqualTo(143);
    }

    @Test
    void whatIsSettledBeforeItStartsNeverStarts() {
        FakeRun run = call("echo x > never");

        assertThat(new Commands().settle(shell(), run.call()).state())
                .isEqualTo(ToolState.CANCELLED);
        assertThat(execute.run(run).state()).isEqualTo(ToolState.CANCELLED);
        assertThat(sh("ls never 2>/dev/null")).isEmpty();
    }

    @Test
    void aLongCommandAndOneWithQuotesAndNewlinesRunAsTheyAre() {
        String script = "x='it''s \\ $HOME \"q\"'\nprintf '%s|' \"$x\"\n# ü\n";

        assertThat(result(script).get("output").asString()).isEqualTo("its \\ $HOME \"q\"|");
        assertThat(result("true " + "x".repeat(300_000) + "; echo ok").get("output").asString())
                .isEqualTo("ok\n");
    }

    @Test
    void writingToDevStderrKeepsWhatWasWritten() {
        assertThat(result("echo a; echo b > /dev/stderr; echo c > /dev/stdout").get("output"))
                .asString()
                .contains("a\\nb\\nc\\n");
    }

    @Test
    void anInterruptSignalReachesTheCommand() throws Exception {
        FakeRun run = call("trap 'echo got it; exit 9' INT; echo on; while :; do sleep 0.1; done");
        CompletableFuture<ToolOutput> output = async(execute, run);
        run.awaitShown("on\n");

        new ProcessSignalTool()
                .run(
                        new FakeRun(
                                chat,
                                shell(),
                                "{\"process_id\": \"%s\", \"signal\": \"interrupt\"}"
                                        .formatted(run.call())));

        assertThat(output.get().result().get("exit_code").asInt()).isEqualTo(9);
    }
}
