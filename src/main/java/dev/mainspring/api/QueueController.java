package dev.mainspring.api;

import dev.mainspring.chat.ChatControls;
import dev.mainspring.chat.ChatView;
import dev.mainspring.chat.Page;
import dev.mainspring.conversation.ChatEvent.QueuedMessage;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.MessageId;
import dev.mainspring.security.CurrentUser;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Messages the agent has not read yet. */
@RestController
@RequestMapping(path = "/api/v1/chats/{chatId}/queue", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "messages")
class QueueController {

    private final ChatControls controls;

    QueueController(ChatControls controls) {
        this.controls = controls;
    }

    @GetMapping
    @Operation(summary = "List the messages that wait, oldest first")
    Page<QueuedMessage> list(
            @AuthenticationPrincipal CurrentUser user, @PathVariable ChatId chatId) {
        return new Page<>(controls.queue(user.id(), chatId), null);
    }

    @DeleteMapping("/{messageId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Take back a message that still waits")
    void remove(
            @AuthenticationPrincipal CurrentUser user,
            @PathVariable ChatId chatId,
            @PathVariable MessageId messageId) {
        controls.unqueue(user.id(), chatId, messageId);
    }

    @PostMapping("/resume")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Let the messages go on that a stop held back")
    ChatView resume(@AuthenticationPrincipal CurrentUser user, @PathVariable ChatId chatId) {
        return controls.resumeQueue(user.id(), chatId);
    }
}
