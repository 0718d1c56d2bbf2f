package dev.mainspring.api;

import dev.mainspring.chat.BranchView;
import dev.mainspring.chat.ChatBranches;
import dev.mainspring.chat.ChatView;
import dev.mainspring.chat.Forks;
import dev.mainspring.chat.Page;
import dev.mainspring.chat.Receipt;
import dev.mainspring.conversation.BranchId;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.security.CurrentUser;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Goes on from an earlier message of a chat: edit, regenerate, fork, and back again. */
@RestController
@RequestMapping(path = "/api/v1/chats/{chatId}", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "branches")
class BranchesController {

    private static final String SEEN =
            "the branch you look at; refused if the chat is on another one";

    private final ChatBranches branches;
    private final Forks forks;

    BranchesController(ChatBranches branches, Forks forks) {
        this.branches = branches;
        this.forks = forks;
    }

    @PatchMapping(path = "/messages/{position}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Say a sent message anew: a new branch from before it, and a new turn",
            description = "A turn at work is stopped first. The old branch stays.")
    Receipt edit(
            @AuthenticationPrincipal CurrentUser user,
            @PathVariable ChatId chatId,
            @PathVariable @Min(1) int position,
            @Parameter(description = SEEN) @RequestParam(required = false)
                    @Nullable BranchId branch,
            @RequestBody EditBody body) {
        return branches.edit(user.id(), chatId, position, branch, body.message());
    }

    @PostMapping("/messages/{position}/regenerate")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Have an answer written anew, on a new branch",
            description =
                    "The position is that of the answer or of the message it answers. A turn at"
                            + " work is stopped first. The old branch stays.")
    Receipt regenerate(
            @AuthenticationPrincipal CurrentUser user,
            @PathVariable ChatId chatId,
            @PathVariable @Min(1) int position,
            @Parameter(description = SEEN) @RequestParam(required = false)
                    @Nullable BranchId branch,
            @RequestBody(required = false) @Nullable RegenerateBody body) {
        return branches.regenerate(
                user.id(), chatId, position, branch, body == null ? null : body.id());
    }

    @PostMapping("/messages/{position}/fork")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Make a chat that begins after this message",
            description = "It works in the same workspace; the original goes on as it was.")
    ChatView fork(
            @AuthenticationPrincipal CurrentUser user,
            @PathVariable ChatId chatId,
            @PathVariable @Min(1) int position,
            @Parameter(description = "of the message; the current one by default")
                    @RequestParam(required = false)
                    @Nullable BranchId branch,
            @RequestBody(required = false) @Nullable ForkBody body,
            HttpServletResponse response) {
        ChatView fork =
                forks.fork(user.id(), chatId, position, branch, body == null ? null : body.id());
        response.setHeader(HttpHeaders.LOCATION, "/api/v1/chats/" + fork.id());
        return fork;
    }

    @GetMapping("/branches")
    @Operation(summary = "List the branches of a chat, oldest first")
    Page<BranchView> list(@AuthenticationPrincipal CurrentUser user, @PathVariable ChatId chatId) {
        return new Page<>(branches.list(user.id(), chatId), null);
    }

    @PostMapping("/branches/{branchId}/select")
    @Operation(summary = "Go on on another branch; the chat must rest")
    ChatView select(
            @AuthenticationPrincipal CurrentUser user,
            @PathVariable ChatId chatId,
            @PathVariable BranchId branchId) {
        return branches.select(user.id(), chatId, branchId);
    }
}
