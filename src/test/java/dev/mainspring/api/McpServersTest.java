package dev.mainspring.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.mainspring.security.ApiTokens;
import dev.mainspring.testing.ProductTest;
import dev.mainspring.ui.Browser;
import dev.mainspring.ui.Browser.Look;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/**
 * MCP servers in the product: one of the deployment, which is other people's over HTTP ({@code
 * ./mainspring test} installs it), one of a workspace, and people's own.
 */
@ProductTest
@Timeout(120)
class McpServersTest {

    private static final String SERVERS = "/api/v1/mcp-servers";

    private static Process clock;

    @LocalServerPort int port;
    @Autowired JdbcClient jdbc;
    @Autowired ApiTokens tokens;

    @DynamicPropertySource
    static void deployment(DynamicPropertyRegistry registry) throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        Path log = Files.createDirectories(Path.of("target/mcp")).resolve("clock.log");
        clock =
                new ProcessBuilder(
                                program("mcp-proxy-1", "mcp-proxy"),
                                "--host",
                                "127.0.0.1",
                                "--port",
                                String.valueOf(free),
                                program("mcp-servers-1", "mcp-server-time"))
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        awaitListening(free, log);
        registry.add(
                "mainspring.mcp-servers",
                () ->
                        """
                        {"mcpServers": {"clock": {"url": "http://127.0.0.1:%d/mcp",
                          "trusted": true, "deniedTools": ["convert_time"]}}}\
                        """
                                .formatted(free));
    }

    @AfterAll
    static void end() {
        clock.descendants().forEach(ProcessHandle::destroy);
        clock.destroy();
    }

    private static String program(String folderOf, String name) {
        String cache = System.getenv("XDG_CACHE_HOME");
        Path folder =
                cache == null || cache.isBlank()
                        ? Path.of(System.getProperty("user.home"), ".cache")
                        : Path.of(cache);
        Path program = folder.resolve("mainspring").resolve(folderOf).resolve("bin").resolve(name);
        assertThat(program).as("run ./mainspring test once").isExecutable();
        return program.toString();
    }

    private static void awaitListening(int port, Path log) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (System.nanoTime() < end && clock.isAlive()) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", port), 500);
                return;
            } catch (IOException notYet) {
                clock.waitFor(100, java.util.concurrent.TimeUnit.MILLISECONDS);
            }
        }
        throw new AssertionError("mcp-proxy does not listen: " + Files.readString(log));
    }

    private ApiClient admin() {
        return new ApiClient(port, ProductTest.TOKEN);
    }

    private ApiClient member() {
        return new ApiClient(port, People.newMember(jdbc, tokens));
    }

    /** What the tools of a chat gave. */
    private static String results(ApiClient client, String body) {
        String chat = client.post("/api/v1/chats", body).expect(201).json().path("id").asString();
        assertThat(client.rest(chat).path("status").asString("")).isEqualTo("idle");
        StringBuilder results = new StringBuilder();
        client.get("/api/v1/chats/" + chat + "/messages")
                .expect(200)
                .json()
                .path("items")
                .forEach(message ->
                        message.path("parts")
                                .forEach(part -> results.append(part.path("output").asString(""))));
        return results.toString();
    }

    private static String chat(String text, String more) {
        return """
        {"model": "scripted/mcp", "message": {"parts": [{"type": "text", "text": "%s"}]}%s}\
        """
                .formatted(text, more);
    }

    @Test
    void aChatUsesADeploymentsServer() {
        assertThat(results(admin(), chat("what time is it?", "")))
                .contains("Asia/Tokyo", "datetime");
        JsonNode server = admin().get(SERVERS).expect(200).json().path("items").path(0);
        assertThat(server.path("name").asString()).isEqualTo("clock");
        assertThat(server.path("source").asString()).isEqualTo("deployment");
        assertThat(server.path("state").asString()).isEqualTo("ready");
        assertThat(server.path("tools").toString()).isEqualTo("[\"clock__get_current_time\"]");
    }

    @Test
    void aChatThatChoseOthersDoesNotHaveIt() {
        assertThat(results(admin(), chat("what time is it?", ", \"mcp_servers\": [\"other\"]")))
                .contains("there is no tool named 'clock__get_current_time'");
        assertThat(results(admin(), chat("what time is it?", ", \"mcp_servers\": [\"clock\"]")))
                .contains("Asia/Tokyo");
    }

    @Test
    void aPolicyHoldsForTheToolsOfServers() {
        ApiClient me = admin();
        String policy = ", \"approval_policy\": [{\"tool\": \"clock__*\", \"action\": \"deny\"}]";
        assertThat(results(me, chat("what time is it?", policy)))
                .contains("the approval policy forbids this call");
    }

    @Test
    void aWorkspaceBringsItsOwnServer() {
        assertThat(results(admin(), chat("in the workspace, look", ""))).contains("marked");
    }

    @Test
    void peopleKeepTheirOwnServersAndSecretsDoNotComeBack() {
        ApiClient me = member();
        String body =
                """
                {"id": "%s", "name": "jira", "url": "https://jira.example/mcp",
                 "headers": {"Authorization": "Bearer very-secret"}, "timeout_seconds": 30}\
                """
                        .formatted(java.util.UUID.randomUUID());
        JsonNode made = me.post(SERVERS, body).expect(201).json();
        assertThat(me.post(SERVERS, body).expect(201).json().path("id")).isEqualTo(made.path("id"));
        String path = SERVERS + "/" + made.path("id").asString();
        me.post(SERVERS, body.replace("30", "31")).expectProblem(409, "id_conflict");
        me.post(SERVERS, body.replace("30", "30, \"enabled\": false"))
                .expectProblem(409, "id_conflict");
        me.post(SERVERS, "{\"name\": \"jira\", \"command\": \"x\"}")
                .expectProblem(409, "name_taken");
        me.post(SERVERS, "{\"name\": \"clock\", \"command\": \"x\"}")
                .expectProblem(409, "name_taken");
        assertThat(made.path("header_names").toString()).isEqualTo("[\"Authorization\"]");
        assertThat(made.path("state").asString()).isEqualTo("unknown");
        JsonNode changed =
                me.patch(path, "{\"denied_tools\": [\"drop\"], \"enabled\": false}")
                        .expect(200)
                        .json();
        assertThat(changed.path("state").asString()).isEqualTo("disabled");
        assertThat(changed.path("header_names")).hasSize(1);
        assertThat(me.get(path).expect(200).body()).doesNotContain("very-secret");
        String stored =
                jdbc.sql("select secrets from mcp_server where id = :id::uuid")
                        .param("id", made.path("id").asString())
                        .query(String.class)
                        .single();
        assertThat(stored).startsWith("v1:").doesNotContain("very-secret");
        ApiClient other = member();
        other.get(path).expectProblem(404, "not_found");
        other.patch(path, "{\"enabled\": true}").expectProblem(404, "not_found");
        other.post(path + "/test").expectProblem(404, "not_found");
        other.delete(path).expectProblem(404, "not_found");
        me.delete(path).expect(204);
        me.get(path).expectProblem(404, "not_found");
    }

    @Test
    void whatIsNoServerIsRefusedByField() {
        ApiClient me = member();
        for (List<String> bad :
                List.of(
                        List.of("name", "{\"name\": \"a b\", \"command\": \"x\"}"),
                        List.of("url", "{\"name\": \"a\"}"),
                        List.of("url", "{\"name\": \"a\", \"url\": \"ftp://h/\"}"),
                        List.of(
                                "command",
                                "{\"name\": \"a\", \"url\": \"http://h/\", \"command\": \"x\"}"),
                        List.of(
                                "timeout_seconds",
                                "{\"name\": \"a\", \"command\": \"x\", \"timeout_seconds\": 9999}"),
                        List.of(
                                "headers",
                                "{\"name\": \"a\", \"url\": \"http://h/\", \"headers\": {\"a b\": \"x\"}}"),
                        List.of(
                                "env",
                                "{\"name\": \"a\", \"command\": \"x\", \"env\": {\"a-b\": \"x\"}}"))) {
            JsonNode problem = me.post(SERVERS, bad.get(1)).expectProblem(422, "invalid_request");
            assertThat(problem.path("errors").path(0).path("field").asString())
                    .isEqualTo(bad.get(0));
        }
    }

    @Test
    void aPersonsServerInsideIsNotReached() {
        ApiClient me = member();
        JsonNode made =
                me.post(SERVERS, "{\"name\": \"in\", \"url\": \"http://127.0.0.1:" + port + "/\"}")
                        .expect(201)
                        .json();
        JsonNode tested =
                me.post(SERVERS + "/" + made.path("id").asString() + "/test").expect(200).json();
        assertThat(tested.path("state").asString()).isEqualTo("failing");
        assertThat(tested.path("error").asString()).contains("not on the public internet");
        JsonNode program =
                me.post(SERVERS, "{\"name\": \"prog\", \"command\": \"uvx\", \"args\": [\"a\"]}")
                        .expect(201)
                        .json();
        assertThat(program.path("state").asString()).isEqualTo("in_workspace");
        me.post(SERVERS + "/" + program.path("id").asString() + "/test")
                .expectProblem(409, "mcp_server_in_workspace");
    }

    /** As a provider's search of the web leaves it. */
    private void citeInEveryAnswer() {
        jdbc.sql(
                        """
                        update message set parts = parts || :sources::jsonb
                        where role = 'assistant' and parts::text like '%late in Tokyo%'
                        """)
                .param(
                        "sources",
                        """
                        [{"type": "source", "title": "Time in Tokyo", "url": "https://a.example/t"},
                         {"type": "source", "title": "A trap", "url": "javascript:alert(1)"}]\
                        """)
                .update();
    }

    @Test
    @Timeout(180)
    void thePageAddsChecksAndRemovesServers() {
        try (Browser browser = Browser.open(port)) {
            for (Look look : List.of(Look.DESKTOP, Look.PHONE)) {
                Page page = browser.signedIn(look);
                page.navigate("/settings/mcp-servers");
                page.getByTestId("mcp-servers").waitFor();
                page.getByTestId("add-mcp-server").click();
                page.getByTestId("mcp-name").locator("input").fill("inside");
                page.getByTestId("mcp-url").locator("input").fill("http://10.0.0.1/mcp");
                page.getByTestId("mcp-headers").locator("textarea").fill("X-Key: abc");
                Browser.shot(page, look, "mcp-dialog");
                page.getByTestId("save-mcp-server").click();
                page.locator("[data-name=inside][data-state=failing]").waitFor();
                page.locator("[data-name=clock]").getByTestId("check-mcp-server").click();
                page.locator("[data-name=clock][data-state=ready]").waitFor();
                Browser.shot(page, look, "mcp-servers");
                page.getByTestId("edit-mcp-server").click();
                page.getByTestId("mcp-denied").locator("input").fill("drop");
                page.getByTestId("save-mcp-server").click();
                page.locator("[data-name=inside]:has-text('without drop')").waitFor();
                page.getByTestId("remove-mcp-server").click();
                page.getByText("Remove", new Page.GetByTextOptions().setExact(true)).click();
                page.getByTestId("no-mcp-servers").waitFor();
                page.navigate("/");
                Browser.begin(page, "Servers", "what time is it?");
                Browser.awaitStatus(page, "idle");
                page.getByTestId("tool-line").first().click();
                assertThat(page.getByTestId("server").first().textContent()).isEqualTo("clock");
                Browser.shot(page, look, "mcp-call");
                citeInEveryAnswer();
                page.reload();
                page.getByTestId("source").first().waitFor();
                Browser.shot(page, look, "sources");
            }
            assertThat(browser.complaints()).isEmpty();
        }
    }
}
