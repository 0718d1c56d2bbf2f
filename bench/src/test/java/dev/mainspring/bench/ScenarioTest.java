package dev.mainspring.bench;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.mainspring.testing.TestSshd;
import dev.mainspring.ui.Browser;
import dev.mainspring.ui.Browser.Look;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The main job on real input: an agent mends a real project under git, over the API and in the
 * browser, in a local workspace and on an OpenSSH server; and what it says when that host fails.
 */
@Timeout(240)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScenarioTest {

    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final Duration SOON = Duration.ofSeconds(30);

    private static final String HOST =
            """
            id: host
            name: Host
            description: An OpenSSH server.
            provisioner: ssh
            settings:
              host: 127.0.0.1
              port: ${port}
              user: ${user}
              private_key: ${key}
              directory: ${directory}
            parameters:
              - {name: port, type: number}
              - {name: user}
              - {name: key, type: secret}
              - {name: directory}
            """;

    @TempDir static Path folder;

    private Scratch scratch;
    private TestSshd sshd;
    private Person person;

    @BeforeAll
    void start() {
        PlaywrightAssertions.setDefaultAssertionTimeout(60_000);
        sshd = TestSshd.start(folder.resolve("sshd"));
        scratch = Scratch.start(Map.of(), Map.of("host.yaml", HOST));
        person = new Person(scratch.product().baseUrl(), MarkdownProject.MODEL);
    }

    @AfterAll
    void stop() {
        scratch.close();
        sshd.close();
    }

    @Test
    void aProjectIsMendedInALocalWorkspace() {
        String chat = person.begin("run pwd", fields().put("template_id", "local"));
        rest(chat);
        Path directory = localDirectory(chat);
        say(chat, "run " + MarkdownProject.bring(directory));
        say(chat, MarkdownProject.REQUEST);

        assertThat(exitCodes(chat)).containsExactly(0, 0, 1, 1, 0, 0);
        MarkdownProject.assertMended(directory);
        assertThat(workspace(chat).path("directory").asString()).isEqualTo("/home/agent/workspace");
    }

    @Test
    void aProjectIsMendedOnAnOpenSshServer() {
        Path directory = folder.resolve("host/project");
        String chat = person.begin("run pwd", fields().put("workspace_id", onHost(directory)));
        rest(chat);
        say(chat, "run " + MarkdownProject.bring(directory));
        say(chat, MarkdownProject.REQUEST);

        assertThat(exitCodes(chat)).containsExactly(0, 0, 1, 1, 0, 0);
        MarkdownProject.assertMended(directory);
        assertThat(workspace(chat).path("directory").asString()).isEqualTo(directory.toString());
    }

    @Test
    void aProjectIsMendedInTheBrowser() {
        try (Browser browser = Browser.open(scratch.product().baseUrl().getPort())) {
            Page page = browser.signedIn(Look.DESKTOP);
            page.getByTestId("workspace-picker").click();
            page.getByRole(
                            AriaRole.OPTION,
                            new Page.GetByRoleOptions().setName("New: Local").setExact(true))
                    .click();
            Browser.begin(page, "Mend a defect in Python-Markdown", "run pwd");
            Browser.awaitStatus(page, "idle");
            String chat = page.url().substring(page.url().lastIndexOf('/') + 1);
            Path directory = localDirectory(chat);
            say(chat, "run " + MarkdownProject.bring(directory));

            Browser.send(page, MarkdownProject.REQUEST);
            assertThat(card(page, "read_file")).hasAttribute("data-state", "finished");
            page.reload();
            assertThat(card(page, "read_file")).hasCount(1);
            assertThat(page.getByTestId("prose").last()).containsText("All tests pass");
            Browser.awaitStatus(page, "idle");

            assertThat(card(page, "execute")).hasCount(6);
            assertThat(card(page, "edit_files")).hasCount(2);
            assertThat(card(page, "search_files")).hasCount(2);
            assertThat(page.getByTestId("user-message")).hasCount(3);
            assertThat(page.locator("[data-testid=tool-card][data-state=started]")).hasCount(0);
            card(page, "execute").nth(2).getByTestId("tool-line").click();
            assertThat(card(page, "execute").nth(2).getByTestId("terminal-output"))
                    .containsText("FAILED (failures=1)");
            Browser.shot(page, Look.DESKTOP, "scenario");
            MarkdownProject.assertMended(directory);

            Browser.send(page, "run sleep 600");
            Patience.until("the command", SOON, () -> sleeping());
            page.getByTestId("stop").click();
            Browser.awaitStatus(page, "idle");
            Patience.until("its end", SOON, () -> !sleeping());
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void aCommandGoesOnWhenTheConnectionToItsHostIsLost() throws IOException {
        Path directory = folder.resolve("host/lost");
        String chat =
                person.begin(
                        "run echo x >> runs; for i in 1 2 3 4 5; do echo $i; sleep 1; done",
                        fields().put("workspace_id", onHost(directory)));
        Patience.until("the command", SOON, () -> Files.exists(directory.resolve("runs")));
        sshd.dropConnections();
        rest(chat);

        assertThat(exitCodes(chat)).containsExactly(0);
        assertThat(results(chat).getLast().path("output").asString()).isEqualTo("1\n2\n3\n4\n5\n");
        assertThat(Files.readString(directory.resolve("runs"))).isEqualTo("x\n");
    }

    @Test
    void anotherHostKeyIsRefusedAndSaid() {
        try (TestSshd other = TestSshd.start(folder.resolve("other"))) {
            Path directory = folder.resolve("host/other");
            String chat =
                    person.begin("run pwd", fields().put("workspace_id", onHost(other, directory)));
            rest(chat);
            other.restartWithAnotherHostKey();
            say(chat, "run echo again");

            assertThat(results(chat).getLast().path("error").asString())
                    .contains("host key")
                    .doesNotContain("Exception");
        }
    }

    @Test
    void aHostThatCannotBeReachedAndAWrongKeyAreErrorsOfTheWorkspace() {
        try (TestSshd closed = TestSshd.start(folder.resolve("closed"));
                TestSshd stranger = TestSshd.start(folder.resolve("stranger"))) {
            closed.close();
            JsonNode away = settled(order(closed.port(), closed.privateKey(), "/tmp/nowhere"));
            assertThat(away.path("state").asString()).isEqualTo("error");
            assertThat(away.path("error").asString())
                    .contains("cannot reach 127.0.0.1:" + closed.port())
                    .doesNotContain("Exception");

            JsonNode refused = settled(order(sshd.port(), stranger.privateKey(), "/tmp/nowhere"));
            assertThat(refused.path("state").asString()).isEqualTo("error");
            assertThat(refused.path("error").asString()).contains("refused the login of user");
        }
    }

    @Test
    void aDirectoryThatWasDeletedBehindItsBackIsSaid() throws IOException {
        Path directory = folder.resolve("host/deleted");
        String onHost = person.begin("run pwd", fields().put("workspace_id", onHost(directory)));
        String local = person.begin("run pwd", fields().put("template_id", "local"));
        rest(onHost);
        rest(local);
        Files.delete(directory);
        Files.delete(localDirectory(local));
        say(onHost, "run echo again");
        say(local, "run echo again");

        for (String chat : List.of(onHost, local)) {
            assertThat(results(chat).getLast().path("error").asString())
                    .contains("directory", "is gone")
                    .doesNotContain("Exception");
        }
    }

    @Test
    void whateverACommandPrintsOrDoesTheTurnGoesOn() {
        String chat = person.begin("run pwd", fields().put("template_id", "local"));
        rest(chat);
        Map<String, String> outputs =
                Map.of(
                        "head -c 200000000 /dev/zero | tr '\\000' x; echo; echo LAST", "LAST\n",
                        "head -c 100000 /dev/urandom; echo END", "END\n",
                        "cat; echo EOF", "EOF\n",
                        "setsid sleep 604 & echo left", "left\n",
                        "n=\"a 'b \\\"c\\\\ ü\"; mkdir \"$n\"; cd \"$n\"; pwd", "a 'b \"c\\ ü\n");
        outputs.forEach((command, end) -> {
            say(chat, "run " + command);
            JsonNode result = results(chat).getLast();
            assertThat(result.path("exit_code").asInt()).as(command).isZero();
            assertThat(result.path("output").asString()).as(command).endsWith(end);
        });
    }

    private String onHost(Path directory) {
        return onHost(sshd, directory);
    }

    /** The id of a workspace that is ready. */
    private String onHost(TestSshd host, Path directory) {
        JsonNode ready = settled(order(host.port(), host.privateKey(), directory.toString()));
        assertThat(ready.path("state").asString()).as(ready.toString()).isEqualTo("ready");
        return ready.path("id").asString();
    }

    private String order(int port, String key, String directory) {
        ObjectNode order = fields().put("template_id", "host");
        order.putObject("parameters")
                .put("port", String.valueOf(port))
                .put("user", sshd.user())
                .put("key", key)
                .put("directory", directory);
        return person.post("/api/v1/workspaces", order.toString()).path("id").asString();
    }

    private JsonNode settled(String workspace) {
        String path = "/api/v1/workspaces/" + workspace;
        Patience.until(
                "the workspace's build",
                LIMIT,
                () ->
                        List.of("ready", "error")
                                .contains(person.get(path).path("state").asString()));
        return person.get(path);
    }

    private void say(String chat, String text) {
        person.say(chat, text);
        rest(chat);
    }

    private void rest(String chat) {
        JsonNode end = person.rest(chat, LIMIT);
        assertThat(end.path("status").asString()).as(end.toString()).isEqualTo("idle");
        assertThat(end.path("stop_reason").asString()).isEqualTo("end_turn");
    }

    private JsonNode workspace(String chat) {
        return person.get(
                "/api/v1/workspaces/" + person.chat(chat).path("workspace_id").asString());
    }

    /** The agent's folder as this machine sees it. */
    private Path localDirectory(String chat) {
        String workspace = person.chat(chat).path("workspace_id").asString();
        return scratch.data().resolve("workspaces/" + workspace + "/home/workspace");
    }

    private List<JsonNode> results(String chat) {
        return person.messages(chat).stream()
                .flatMap(message -> message.path("parts").valueStream())
                .filter(part -> part.path("type").asString().equals("tool_result"))
                .map(part -> Person.JSON.readTree(part.path("output").asString()))
                .toList();
    }

    private List<Integer> exitCodes(String chat) {
        return results(chat).stream()
                .flatMap(result -> Stream.ofNullable(result.get("exit_code")))
                .map(JsonNode::asInt)
                .toList();
    }

    private static boolean sleeping() {
        return Processes.running("sleep", "600").isPresent();
    }

    private static com.microsoft.playwright.Locator card(Page page, String tool) {
        return page.locator("[data-testid=tool-card][data-tool=" + tool + "]");
    }

    private static ObjectNode fields() {
        return Person.JSON.createObjectNode();
    }
}
