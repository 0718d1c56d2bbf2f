package dev.mainspring.store;

import dev.mainspring.conversation.McpServerId;
import dev.mainspring.conversation.UserId;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;

/** People's own MCP servers. Headers and environments are encrypted. */
@Repository
public class McpServers {

    private static final TypeReference<Map<String, String>> TEXTS_BY_NAME =
            new TypeReference<>() {};
    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

    private static final String COLUMNS =
            """
            id, owner_id, name, url, command, arguments, secrets, allowed_tools, denied_tools,
            timeout_ms, enabled, created_at, updated_at
            """;

    private final JdbcClient jdbc;
    private final Sealer sealer;

    McpServers(JdbcClient jdbc, Sealer sealer) {
        this.jdbc = jdbc;
        this.sealer = sealer;
    }

    /** By name. */
    public List<McpServerRow> of(UserId owner) {
        return jdbc.sql(
                        "select "
                                + COLUMNS
                                + " from mcp_server where owner_id = :owner order by name")
                .param("owner", owner.value())
                .query((row, n) -> read(row))
                .list();
    }

    public Optional<McpServerRow> find(UserId owner, McpServerId id) {
        return jdbc.sql(
                        "select "
                                + COLUMNS
                                + " from mcp_server where id = :id and owner_id = :owner")
                .param("id", id.value())
                .param("owner", owner.value())
                .query((row, n) -> read(row))
                .optional();
    }

    /**
     * Keeps a new server.
     *
     * @return false if the id, or the name of this owner, is taken; nothing is changed then
     */
    public boolean insert(McpServerRow row) {
        return params(
                                jdbc.sql(
                                        """
                                        insert into mcp_server (id, owner_id, name, url, command,
                                            arguments, secrets, allowed_tools, denied_tools,
                                            timeout_ms, enabled, created_at, updated_at)
                                        values (:id, :owner, :name, :url, :command, :arguments::jsonb,
                                            :secrets, :allowed::jsonb, :denied::jsonb, :timeout,
                                            :enabled, :created, :updated)
                                        on conflict do nothing
                                        """),
                                row)
                        .param("created", Rows.at(row.createdAt()))
                        .update()
                == 1;
    }

    /**
     * Changes a server.
     *
     * @return false if it is gone or the name is taken; nothing is changed then
     */
    public boolean update(McpServerRow row) {
        try {
            return params(
                                    jdbc.sql(
                                            """
                                            update mcp_server
                                            set name = :name, url = :url, command = :command,
                                                arguments = :arguments::jsonb, secrets = :secrets,
                                                allowed_tools = :allowed::jsonb,
                                                denied_tools = :denied::jsonb,
                                                timeout_ms = :timeout, enabled = :enabled,
                                                updated_at = :updated
                                            where id = :id and owner_id = :owner
                                            """),
                                    row)
                            .update()
                    == 1;
        } catch (DuplicateKeyException taken) {
            return false;
        }
    }

    public void delete(UserId owner, McpServerId id) {
        jdbc.sql("delete from mcp_server where id = :id and owner_id = :owner")
                .param("id", id.value())
                .param("owner", owner.value())
                .update();
    }

    private JdbcClient.StatementSpec params(JdbcClient.StatementSpec sql, McpServerRow row) {
        McpServer server = row.server();
        JdbcClient.StatementSpec with =
                sql.param("id", row.id().value())
                        .param("owner", row.owner().value())
                        .param("name", server.name())
                        .param("allowed", Jsonb.write(server.allowedTools()))
                        .param("denied", Jsonb.write(server.deniedTools()))
                        .param("timeout", server.timeout().toMillis())
                        .param("enabled", row.enabled())
                        .param("updated", Rows.at(row.updatedAt()));
        return switch (server.connection()) {
            case McpConnection.Http http ->
                    with.param("url", http.url().toString())
                            .param("command", null)
                            .param("arguments", "[]")
                            .param("secrets", seal(row.id(), http.headers()));
            case McpConnection.Stdio stdio ->
                    with.param("url", null)
                            .param("command", Jsonb.storable(stdio.command()))
                            .param("arguments", Jsonb.write(stdio.arguments()))
                            .param("secrets", seal(row.id(), stdio.environment()));
        };
    }

    private McpServerRow read(ResultSet row) throws SQLException {
        McpServerId id = new McpServerId(Rows.uuid(row, "id"));
        String url = row.getString("url");
        Map<String, String> secrets =
                Jsonb.read(sealer.open(purpose(id), row.getString("secrets")), TEXTS_BY_NAME);
        McpConnection connection =
                url != null
                        ? new McpConnection.Http(URI.create(url), secrets)
                        : new McpConnection.Stdio(
                                row.getString("command"),
                                Jsonb.read(row.getString("arguments"), TEXTS),
                                secrets);
        return new McpServerRow(
                id,
                new UserId(Rows.uuid(row, "owner_id")),
                new McpServer(
                        row.getString("name"),
                        McpServer.Source.USER,
                        connection,
                        Jsonb.read(row.getString("allowed_tools"), TEXTS),
                        Jsonb.read(row.getString("denied_tools"), TEXTS),
                        Duration.ofMillis(row.getLong("timeout_ms")),
                        false),
                row.getBoolean("enabled"),
                Rows.instant(row, "created_at"),
                Rows.instant(row, "updated_at"));
    }

    private String seal(McpServerId id, Map<String, String> secrets) {
        return sealer.seal(purpose(id), Jsonb.write(secrets));
    }

    private static String purpose(McpServerId id) {
        return "mcp_server/" + id;
    }
}
