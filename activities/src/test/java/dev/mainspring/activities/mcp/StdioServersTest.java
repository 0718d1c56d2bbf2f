package dev.mainspring.activities.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainspring.activities.tools.FakeRun;
import dev.mainspring.activities.tools.ToolOutput;
import dev.mainspring.conversation.ToolClass;
import dev.mainspring.conversation.ToolState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that are programs in the workspace: good ones of others, and a bad one of ours. */
class StdioServersTest {

    private static final Duration SHORT = Duration.ofSeconds(1);

    @TempDir Path folder;
    private McpRig rig;

    @BeforeEach
    void open() {
        rig = new McpRig(folder);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private McpEndpoint.Use hostile() {
        return rig.hostile("normal", Duration.ofSeconds(20), false);
    }

    private static String said(ToolOutput output) {
        return output.result().path("content").asString("")
                + output.result().path("error").asString("");
    }

    @Test
    void theTimeServerTellsTheTime() {
        McpEndpoint.Use time = rig.installed("time", "mcp-server-time");
        ToolOutput now = rig.call(time, "get_current_time", "{\"timezone\": \"Asia/Tokyo\"}");
        assertThat(now.state()).isEqualTo(ToolState.FINISHED);
        assertThat(said(now)).contains("\"timezone\": \"Asia/Tokyo\"").contains("datetime");
        ToolOutput bad = rig.call(time, "get_current_time", "{\"timezone\": \"Mars/North\"}");
        assertThat(bad.state()).isEqualTo(ToolState.FAILED);
        assertThat(said(bad)).contains("Mars/North");
        assertThat(rig.tool(time, "get_current_time").kind()).isEqualTo(ToolClass.READ);
    }

    @Test
    void theGitServerReadsARepository() throws Exception {
        Process git =
                new ProcessBuilder(
                                "sh",
                                "-c",
                                "git init -q . && echo hello > a.txt && git add a.txt &&"
                                        + " git -c user.name=A -c user.email=a@example.org"
                                        + " commit -q -m 'First words'")
                        .directory(folder.toFile())
                        .start();
        assertThat(git.waitFor()).isZero();
        McpEndpoint.Use server =
                rig.installed("git", "mcp-server-git", "--repository", folder.toString());
        String input = "{\"repo_path\": \"%s\"}".formatted(folder);
        assertThat(said(rig.call(server, "git_log", input))).contains("First words");
        Files.writeString(folder.resolve("a.txt"), "changed\n");
        assertThat(said(rig.call(server, "git_status", input))).contains("modified:   a.txt");
    }

    @Test
    void namesAndSchemasAreMadeFitOrLeftOut() {
        McpCatalogs.Heard heard = rig.catalogs.of(List.of(hostile())).getFirst();
        assertThat(heard.error()).isNull();
        assertThat(heard.tools())
                .extracting(it -> it.spec().name())
                .contains("hostile__echo", "hostile__slow-pattern")
                .anyMatch(it -> it.matches("hostile__name_with_spaces___more_[0-9a-f]{8}"))
                .allMatch(it -> it.matches("[A-Za-z0-9_-]{1,64}"));
        assertThat(heard.list().leftOut()).containsExactly("lie-type", "lie-schema", "lie-remote");
    }

    @Test
    void whatAServerSaysOfItsToolsIsBelievedOnlyOfATrustedOne() {
        assertThat(rig.tool(hostile(), "echo").kind()).isEqualTo(ToolClass.EXECUTE);
        McpEndpoint.Use trusted = rig.hostile("normal", SHORT, true);
        assertThat(rig.tool(trusted, "echo").kind()).isEqualTo(ToolClass.READ);
        assertThat(rig.tool(trusted, "count").kind()).isEqualTo(ToolClass.EXECUTE);
    }

    @Test
    void anEvilPatternKeepsNobodyBusy() {
        String input = "{\"a\": \"" + "a".repeat(40) + "!\"}";
        assertThat(said(rig.call(hostile(), "slow-pattern", input))).startsWith("echo");
    }

    @Test
    void progressIsShownWhileATooIsAtWork() throws InterruptedException {
        FakeRun run = rig.run("{}");
        assertThat(said(rig.tool(hostile(), "progress").run(run))).isEqualTo("done");
        run.awaitShown("half way");
    }

    @Test
    void aToolsOwnErrorIsToldToTheModel() {
        ToolOutput output = rig.call(hostile(), "fail", "{}");
        assertThat(output.state()).isEqualTo(ToolState.FAILED);
        assertThat(said(output)).isEqualTo("no such ticket");
    }

    @Test
    void aLongResultIsCutAndKeptWhole() {
        ToolOutput output = rig.call(hostile(), "long", "{}");
        assertThat(output.truncated()).isTrue();
        assertThat(said(output)).hasSizeLessThan(33_000).startsWith("start").endsWith("end");
        assertThat(output.fullOutput()).hasSizeGreaterThan(100_000);
    }

    @Test
    void aCallThatHangsEndsAtItsLimitAndTheServerIsTold() {
        McpEndpoint.Use use = rig.hostile("normal", SHORT, false);
        ToolOutput output = rig.call(use, "hang", "{}");
        assertThat(output.state()).isEqualTo(ToolState.UNKNOWN);
        assertThat(said(output)).contains("no answer within 1 s", "unknown");
        awaitFile("cancelled");
        assertThat(said(rig.call(use, "echo", "{\"text\": \"on\"}"))).isEqualTo("echo: on");
    }

    @Test
    void aStopEndsTheWaitAndTellsTheServer() {
        McpTool hang = rig.tool(hostile(), "hang");
        FakeRun run = rig.run("{}");
        CompletableFuture<ToolOutput> output = CompletableFuture.supplyAsync(() -> hang.run(run));
        awaitFile("hanging");
        run.cancellation().interrupt();
        assertThat(output.join().state()).isEqualTo(ToolState.UNKNOWN);
        assertThat(said(output.join())).contains("stopped by the person");
        awaitFile("cancelled");
    }

    @Test
    void aStopEndsTheWaitForAServerThatDoesNotAnswer() throws Exception {
        McpEndpoint.Use use = hostile();
        McpTool tool = rig.tool(use, "echo");
        McpEndpoint.Use hanging = rig.hostile("hangs-at-once", SHORT, false);
        FakeRun run = rig.run("{}");
        CompletableFuture<ToolOutput> output =
                CompletableFuture.supplyAsync(() -> rig.moved(tool, hanging).run(run));
        run.cancellation().interrupt();
        assertThat(output.get(5, TimeUnit.SECONDS).state()).isEqualTo(ToolState.CANCELLED);
    }

    @Test
    void fiftyMegabytesEndTheSessionAndNothingElse() {
        McpEndpoint.Use use = hostile();
        for (String flood : List.of("flood", "endless")) {
            ToolOutput output = rig.call(use, flood, "{}");
            assertThat(output.state()).isEqualTo(ToolState.UNKNOWN);
            assertThat(said(output)).contains("larger than 4 MB");
        }
    }

    @Test
    void aServerThatDiesIsStartedAgainForTheNextCall() {
        McpEndpoint.Use use = hostile();
        ToolOutput output = rig.call(use, "die", "{}");
        assertThat(output.state()).isEqualTo(ToolState.UNKNOWN);
        assertThat(said(output)).contains("the program ended: out of luck");
        assertThat(said(rig.call(use, "echo", "{\"text\": \"again\"}"))).isEqualTo("echo: again");
    }

    @Test
    void aSecondAttemptDoesNotCallAgain() throws IOException {
        McpEndpoint.Use use = hostile();
        FakeRun first = rig.run("{}");
        rig.tool(use, "count").run(first);
        ToolOutput second = rig.tool(use, "count").run(first.again());
        assertThat(second.state()).isEqualTo(ToolState.UNKNOWN);
        assertThat(said(second)).contains("was not repeated");
        assertThat(Files.readString(folder.resolve("count"))).isEqualTo("x");
        McpEndpoint.Use trusted = rig.hostile("normal", SHORT, true);
        FakeRun reading = rig.run("{\"text\": \"hi\"}");
        rig.tool(trusted, "echo").run(reading);
        assertThat(said(rig.tool(trusted, "echo").run(reading.again()))).isEqualTo("echo: hi");
    }

    @Test
    void aServerThatDoesNotStartSaysWhy() {
        McpEndpoint.Use use = rig.hostile("dies-at-once", SHORT, false);
        McpCatalogs.Heard heard = rig.catalogs.of(List.of(use)).getFirst();
        assertThat(heard.tools()).isEmpty();
        assertThat(heard.error()).contains("cannot find my config");
    }

    @Test
    void aServerIsTriedAgainAfterADatabaseWasAwayInItsOneTrial() {
        McpEndpoint.Use use = rig.hostile("dies-at-once", SHORT, false);
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> rig.sessions.session(use)).hasMessageContaining("my config");
        }
        assertThatThrownBy(() -> rig.sessions.session(use)).hasMessageContaining("left alone");
        rig.later(Duration.ofSeconds(31));
        rig.workspacesFail(new IllegalStateException("the database is away"));
        assertThatThrownBy(() -> rig.sessions.session(use)).hasMessageContaining("is away");
        rig.workspacesFail(null);
        assertThatThrownBy(() -> rig.sessions.session(use)).hasMessageContaining("my config");
    }

    @Test
    void aServerThatHangsOrLiesDelaysOnceAndIsLeftOut() {
        McpEndpoint.Use hangs = rig.hostile("hangs-at-once", SHORT, false);
        McpEndpoint.Use lies = rig.hostile("not-a-list", SHORT, false);
        McpEndpoint.Use many = rig.hostile("many", SHORT, false);
        List<McpCatalogs.Heard> heard = rig.catalogs.of(List.of(hangs, lies, many));
        assertThat(heard.get(0).error()).contains("10 s");
        assertThat(heard.get(1).error()).isNotNull();
        assertThat(heard.get(2).tools()).hasSize(McpLimits.TOOLS);
        long began = System.nanoTime();
        rig.catalogs.of(List.of(hangs, lies, many));
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SHORT);
    }

    private void awaitFile(String name) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!Files.exists(folder.resolve(name))) {
            if (System.nanoTime() > end) {
                throw new AssertionError("no file " + name);
            }
            Thread.onSpinWait();
        }
    }
}
