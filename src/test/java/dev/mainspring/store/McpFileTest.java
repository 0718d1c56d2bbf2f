package dev.mainspring.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The file that clients of MCP share. */
class McpFileTest {

    private static List<McpServer> read(String json) {
        return McpFile.ofDeployment(json, Map.of("TOKEN", "t-1"));
    }

    @Test
    void serversOverHttpAndInTheWorkspaceAreRead() {
        List<McpServer> servers =
                read(
                        """
                        {"mcpServers": {
                          "jira": {"type": "http", "url": "https://jira.example/mcp",
                            "headers": {"Authorization": "Bearer ${TOKEN}"}, "trusted": true,
                            "allowedTools": ["find"], "deniedTools": ["drop"], "timeout": 5},
                          "git_tools": {"command": "uvx", "args": ["mcp-server-git"],
                            "env": {"LEVEL": "${LEVEL:-info}"}},
                          "old": {"disabled": true, "command": "x"}}}
                        """);
        assertThat(servers).extracting(McpServer::name).containsExactly("jira", "git_tools");
        McpServer jira = servers.getFirst();
        assertThat(jira.connection())
                .isEqualTo(
                        new McpConnection.Http(
                                URI.create("https://jira.example/mcp"),
                                Map.of("Authorization", "Bearer t-1")));
        assertThat(jira.toString()).doesNotContain("t-1");
        assertThat(jira.trusted()).isTrue();
        assertThat(jira.timeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(jira.offers("find")).isTrue();
        assertThat(jira.offers("drop")).isFalse();
        assertThat(jira.offers("other")).isFalse();
        assertThat(servers.getLast().connection())
                .isEqualTo(
                        new McpConnection.Stdio(
                                "uvx", List.of("mcp-server-git"), Map.of("LEVEL", "info")));
    }

    @Test
    void ofAWorkspaceOnlyItsOwnProgramsCountAndNothingIsTrustedOrExpanded() {
        List<McpServer> servers =
                McpFile.ofWorkspace(
                        """
                        {"mcpServers": {
                          "@acme/some.server__x": {"command": "run", "args": ["${HOME}"],
                            "trusted": true},
                          "out": {"url": "https://elsewhere.example/mcp"}}}
                        """);
        assertThat(servers).hasSize(1);
        assertThat(servers.getFirst().name()).isEqualTo("acme-some-server-x");
        assertThat(servers.getFirst().trusted()).isFalse();
        assertThat(servers.getFirst().connection())
                .isEqualTo(new McpConnection.Stdio("run", List.of("${HOME}"), Map.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "not json | it is not JSON",
                "{} | no object \"mcpServers\"",
                "{\"mcpServers\": {\"a\": {}}} | neither \"url\" nor \"command\"",
                "{\"mcpServers\": {\"a__b\": {\"command\": \"x\"}}} | the name 'a__b'",
                "{\"mcpServers\": {\"a\": {\"url\": \"file:///etc/passwd\"}}} | http or https",
                "{\"mcpServers\": {\"a\": {\"url\": \"http://u:p@h/\"}}} | without a user",
                "{\"mcpServers\": {\"a\": {\"command\": \"${NONE}\"}}} | NONE is not set",
                "{\"mcpServers\": {\"a\": {\"command\": \"x\", \"timeout\": 9999}}} | 1 s to 10 min",
                "{\"mcpServers\": {\"a\": {\"type\": \"sse\", \"url\": \"http://h/\"}}} | given up"
            })
    void whatIsWrongIsSaid(String json, String problem) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(json))
                .withMessageContaining(problem);
    }
}
