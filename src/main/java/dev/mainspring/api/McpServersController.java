package dev.mainspring.api;

import dev.mainspring.chat.McpServerChanges;
import dev.mainspring.chat.McpServerView;
import dev.mainspring.chat.McpSettings;
import dev.mainspring.chat.Page;
import dev.mainspring.conversation.McpServerId;
import dev.mainspring.security.CurrentUser;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Servers whose tools the agent may use. */
@RestController
@RequestMapping(path = "/api/v1/mcp-servers", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "mcp-servers")
class McpServersController {

    private final McpSettings servers;

    McpServersController(McpSettings servers) {
        this.servers = servers;
    }

    @GetMapping
    @Operation(summary = "List the deployment's MCP servers, then your own")
    Page<McpServerView> list(@AuthenticationPrincipal CurrentUser user) {
        return new Page<>(servers.list(user.id()), null);
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Add an MCP server of your own",
            description =
                    "Either url (and headers) or command (and args, env). Headers and env are"
                            + " encrypted and never shown again. The same id with the same body"
                            + " again gives the same server.")
    McpServerView create(
            @AuthenticationPrincipal CurrentUser user, @RequestBody McpServerBody body) {
        Fields.require("name", body.name());
        return servers.add(user.id(), body.id(), body.changes());
    }

    @GetMapping("/{mcpServerId}")
    @Operation(summary = "Get an MCP server of yours")
    McpServerView get(
            @AuthenticationPrincipal CurrentUser user, @PathVariable McpServerId mcpServerId) {
        return servers.get(user.id(), mcpServerId);
    }

    @PatchMapping(path = "/{mcpServerId}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Change an MCP server of yours; what is absent or null stays")
    McpServerView change(
            @AuthenticationPrincipal CurrentUser user,
            @PathVariable McpServerId mcpServerId,
            @RequestBody McpServerChanges changes) {
        return servers.change(user.id(), mcpServerId, changes);
    }

    @DeleteMapping("/{mcpServerId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Remove an MCP server of yours")
    void delete(@AuthenticationPrincipal CurrentUser user, @PathVariable McpServerId mcpServerId) {
        servers.remove(user.id(), mcpServerId);
    }

    @PostMapping("/{mcpServerId}/test")
    @Operation(
            summary = "Connect to an MCP server of yours now",
            description = "Waits up to half a minute. What fails is told in the answer.")
    McpServerView test(
            @AuthenticationPrincipal CurrentUser user, @PathVariable McpServerId mcpServerId) {
        return servers.test(user.id(), mcpServerId);
    }
}
