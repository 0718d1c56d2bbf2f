package dev.mainspring.api;

import dev.mainspring.chat.ChatQueue;
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
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Messages the agent has not read yet. */
@RestController
@RequestMapping(path = "/api/v1/chats/{chatId}/queue", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "messages")
class QueueController {

    private final ChatQueue queue;

    QueueController(ChatQueue queue) {
        this.queue = queue;
    }

    @GetMapping
    @Operation(summary = "List the messages that wait, in the order in which they will be read")
    Page<QueuedMessage> list(
            @AuthenticationPrincipal CurrentUser user, @PathVariable ChatId chatId) {
        return new Page<>(queue.list(user.id(), chatId), null);
    }

    @PatchMapping(path = "/{messageId}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Change the text or the place of a message that still waits")
    QueuedMessage change(
            @AuthenticationPrincipal CurrentUser user,
            @PathVariable ChatId chatId,
            @PathVariable MessageId messageId,
            @RequestBody QueueChangesBody body) {
        return queue.change(user.id(), chatId, messageId, body.text(), body.position());
    }

    @PostMapping("/{messageId}/promote")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Send a waiting message now",
            description =
                    "The agent reads it at its next step, before all others; one that rests begins"
                            + " a turn. What a stop held back goes on.")
    ChatView promote(
            @AuthenticationPrincipal CurrentUser user,
            @PathVariable ChatId chatId,
            @PathVariable MessageId messageId) {
        return queue.promote(user.id(), chatId, messageId);
    }

    @DeleteMapping("/{messageId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Take back a message that still waits")
    void remove(
            @AuthenticationPrincipal CurrentUser user,
            @PathVariable ChatId chatId,
            @PathVariable MessageId messageId) {
        queue.takeBack(user.id(), chatId, messageId);
    }

    @PostMapping("/resume")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Let the messages go on that a stop held back")
    ChatView resume(@AuthenticationPrincipal CurrentUser user, @PathVariable ChatId chatId) {
        return queue.resume(user.id(), chatId);
    }
}
