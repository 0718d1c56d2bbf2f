package dev.mainspring.api;

import dev.mainspring.chat.ChatContexts;
import dev.mainspring.chat.ChatView;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.security.CurrentUser;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What a chat's model has to read. */
@RestController
@RequestMapping(path = "/api/v1/chats/{chatId}", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "chats")
class ContextController {

    private final ChatContexts contexts;

    ContextController(ChatContexts contexts) {
        this.contexts = contexts;
    }

    @PostMapping("/compact")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Summarise the conversation for the model",
            description =
                    "At once where the chat rests, before the next model call where it is at work."
                            + " What was summarised stays readable.")
    ChatView compact(@AuthenticationPrincipal CurrentUser user, @PathVariable ChatId chatId) {
        return contexts.compact(user.id(), chatId);
    }

    @GetMapping("/context")
    @Operation(summary = "How full the context of the chat's model is")
    ChatContexts.Fill fill(@AuthenticationPrincipal CurrentUser user, @PathVariable ChatId chatId) {
        return contexts.fill(user.id(), chatId);
    }
}
