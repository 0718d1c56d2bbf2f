package dev.mainspring.api;

import dev.mainspring.chat.ChatControls;
import dev.mainspring.chat.ChatView;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.security.CurrentUser;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What a person tells a chat to do beside messages. */
@RestController
@RequestMapping(path = "/api/v1/chats/{chatId}", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "chats")
class ChatVerbsController {

    private final ChatControls controls;

    ChatVerbsController(ChatControls controls) {
        this.controls = controls;
    }

    @PostMapping("/interrupt")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Stop the turn at work; what waits in the queue is held")
    ChatView interrupt(@AuthenticationPrincipal CurrentUser user, @PathVariable ChatId chatId) {
        return controls.interrupt(user.id(), chatId);
    }

    @PostMapping("/retry")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Try again what failed, or at once what waits to be tried again")
    ChatView retry(@AuthenticationPrincipal CurrentUser user, @PathVariable ChatId chatId) {
        return controls.retry(user.id(), chatId);
    }

    @PostMapping("/read")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Mark all that happened as seen")
    void read(@AuthenticationPrincipal CurrentUser user, @PathVariable ChatId chatId) {
        controls.read(user.id(), chatId);
    }
}
