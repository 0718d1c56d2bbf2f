package dev.mainspring.api;

import dev.mainspring.chat.Chats;
import dev.mainspring.chat.Page;
import dev.mainspring.chat.ProblemException;
import dev.mainspring.chat.Receipt;
import dev.mainspring.conversation.BranchId;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.Message;
import dev.mainspring.security.CurrentUser;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Messages of a chat: read and sent. */
@RestController
@RequestMapping(
        path = "/api/v1/chats/{chatId}/messages",
        produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "messages")
class MessagesController {

    private final Chats chats;

    MessagesController(Chats chats) {
        this.chats = chats;
    }

    @GetMapping
    @Operation(
            summary = "List messages, oldest first",
            description =
                    "From the beginning, after a position, or the newest before one. The cursor is"
                            + " the position to ask after, or before, next.")
    Page<Message> list(
            @AuthenticationPrincipal CurrentUser user,
            @PathVariable ChatId chatId,
            @RequestParam(required = false) @Min(0) @Nullable Integer after,
            @RequestParam(required = false) @Min(1) @Nullable Integer before,
            @RequestParam(defaultValue = "100") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable BranchId branch) {
        if (after != null && before != null) {
            throw ProblemException.invalid("before", "cannot be given together with after");
        }
        if (before != null) {
            return chats.messagesBefore(user.id(), chatId, branch, before, limit);
        }
        return chats.messagesAfter(user.id(), chatId, branch, after == null ? 0 : after, limit);
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Send a message; that it is delivered shows in the events")
    Receipt send(
            @AuthenticationPrincipal CurrentUser user,
            @PathVariable ChatId chatId,
            @RequestBody MessageBody body) {
        return chats.send(user.id(), chatId, body.message("parts"));
    }
}
