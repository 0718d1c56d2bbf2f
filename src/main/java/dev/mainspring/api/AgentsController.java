package dev.mainspring.api;

import dev.mainspring.chat.AgentView;
import dev.mainspring.chat.Agents;
import dev.mainspring.chat.Page;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.security.CurrentUser;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The sub-agents that a chat's agent has made. */
@RestController
@RequestMapping(path = "/api/v1/chats/{chatId}", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "agents")
class AgentsController {

    private final Agents agents;

    AgentsController(Agents agents) {
        this.agents = agents;
    }

    @GetMapping("/agents")
    @Operation(
            summary = "List a chat's sub-agents, the oldest first",
            description = "Each is a chat of its own: read, stop or write to it by its id.")
    Page<AgentView> list(@AuthenticationPrincipal CurrentUser user, @PathVariable ChatId chatId) {
        return new Page<>(agents.of(user.id(), chatId), null);
    }
}
