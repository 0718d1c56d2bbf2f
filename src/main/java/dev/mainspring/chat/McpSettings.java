package dev.mainspring.chat;

import dev.mainspring.conversation.McpServerId;
import dev.mainspring.conversation.UserId;
import dev.mainspring.store.McpServer;
import dev.mainspring.store.McpServerRow;
import dev.mainspring.store.McpServers;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * The MCP servers a person's chats may use: the deployment's, and their own, which they keep here.
 */
@Service
public class McpSettings {

    private static final int MOST = 50;

    private final McpServers rows;
    private final McpStates states;
    private final Clock clock;

    McpSettings(McpServers rows, McpStates states, Clock clock) {
        this.rows = rows;
        this.states = states;
        this.clock = clock;
    }

    /** The deployment's, then this person's own, each by name. */
    public List<McpServerView> list(UserId user) {
        List<McpServerView> all = new ArrayList<>();
        states.deployment().forEach(it -> all.add(McpServerView.of(it, states.of(user, it))));
        rows.of(user).forEach(row -> all.add(view(user, row)));
        return all;
    }

    /**
     * One of this person's own.
     *
     * @throws ProblemException not_found
     */
    public McpServerView get(UserId user, McpServerId id) {
        return view(user, require(user, id));
    }

    /**
     * Adds a server. The same id with the same request again gives the same server.
     *
     * @param wanted the caller's choice of an id
     * @throws ProblemException invalid_request, name_taken, or id_conflict for an id that is
     *     another request's
     */
    public McpServerView add(UserId user, @Nullable McpServerId wanted, McpServerChanges request) {
        McpServer server = McpServerRules.apply(null, request);
        Instant now = clock.instant();
        McpServerId id = wanted == null ? McpServerId.random() : wanted;
        boolean enabled = request.enabled() == null || request.enabled();
        McpServerRow row = new McpServerRow(id, user, server, enabled, now, now);
        Optional<McpServerRow> there = rows.find(user, id);
        if (there.isPresent()) {
            if (there.get().server().equals(server) && there.get().enabled() == enabled) {
                return view(user, there.get());
            }
            throw new ProblemException(
                    ProblemCode.ID_CONFLICT,
                    "MCP server id " + id + " is taken by another request");
        }
        requireFree(user, server.name());
        if (rows.of(user).size() >= MOST) {
            throw ProblemException.invalid("name", "is one too many: at most " + MOST + " servers");
        }
        if (!rows.insert(row)) {
            requireFree(user, server.name());
            throw new ProblemException(
                    ProblemCode.ID_CONFLICT,
                    "MCP server id " + id + " is taken by another request");
        }
        return view(user, row);
    }

    /**
     * Changes one of this person's own.
     *
     * @throws ProblemException not_found, invalid_request, name_taken
     */
    public McpServerView change(UserId user, McpServerId id, McpServerChanges changes) {
        McpServerRow before = require(user, id);
        McpServer server = McpServerRules.apply(before.server(), changes);
        if (!server.name().equals(before.server().name())) {
            requireFree(user, server.name());
        }
        boolean enabled = changes.enabled() == null ? before.enabled() : changes.enabled();
        McpServerRow after =
                new McpServerRow(id, user, server, enabled, before.createdAt(), clock.instant());
        if (!rows.update(after)) {
            require(user, id);
            throw taken(server.name());
        }
        return view(user, after);
    }

    /**
     * Removes one of this person's own.
     *
     * @throws ProblemException not_found
     */
    public void remove(UserId user, McpServerId id) {
        require(user, id);
        rows.delete(user, id);
    }

    /**
     * Connects to one of this person's own now.
     *
     * @throws ProblemException not_found, mcp_server_in_workspace
     */
    public McpServerView test(UserId user, McpServerId id) {
        McpServerRow row = require(user, id);
        requireHttp(row.server());
        return McpServerView.of(row, Optional.of(states.test(user, row.server())));
    }

    /**
     * Connects to one of the deployment's now.
     *
     * @throws ProblemException not_found, mcp_server_in_workspace
     */
    public McpServerView test(UserId user, String deploymentName) {
        McpServer server =
                states.deployment().stream()
                        .filter(it -> it.name().equals(deploymentName))
                        .findFirst()
                        .orElseThrow(() -> ProblemException.notFound("MCP server", deploymentName));
        requireHttp(server);
        return McpServerView.of(server, Optional.of(states.test(user, server)));
    }

    private McpServerView view(UserId user, McpServerRow row) {
        return McpServerView.of(row, states.of(user, row.server()));
    }

    private McpServerRow require(UserId user, McpServerId id) {
        return rows.find(user, id).orElseThrow(() -> ProblemException.notFound("MCP server", id));
    }

    private void requireFree(UserId user, String name) {
        boolean taken =
                states.deployment().stream().anyMatch(it -> it.name().equals(name))
                        || rows.of(user).stream().anyMatch(it -> it.server().name().equals(name));
        if (taken) {
            throw taken(name);
        }
    }

    private static ProblemException taken(String name) {
        return new ProblemException(
                ProblemCode.NAME_TAKEN, "there is an MCP server named '" + name + "' already");
    }

    private static void requireHttp(McpServer server) {
        if (server.inWorkspace()) {
            throw new ProblemException(
                    ProblemCode.MCP_SERVER_IN_WORKSPACE,
                    "MCP server '%s' runs in workspaces: a chat with one tells how it does"
                            .formatted(server.name()));
        }
    }
}
