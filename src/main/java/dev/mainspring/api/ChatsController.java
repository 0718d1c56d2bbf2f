package dev.mainspring.api;

import dev.mainspring.chat.ChatControls;
import dev.mainspring.chat.ChatView;
import dev.mainspring.chat.Chats;
import dev.mainspring.chat.Page;
import dev.mainspring.chat.ProblemException;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.ChatStatus;
import dev.mainspring.security.CurrentUser;
import dev.mainspring.store.ChatFilter;
import dev.mainspring.store.Jsonb;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Chats: begin, list, look at, change, remove. */
@RestController
@RequestMapping(path = "/api/v1/chats", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "chats")
class ChatsController {

    private final Chats chats;
    private final ChatControls controls;

    ChatsController(Chats chats, ChatControls controls) {
        this.chats = chats;
        this.controls = controls;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Begin a chat with its first message",
            description = "The same id with the same body again gives the same chat.")
    ChatView create(
            @AuthenticationPrincipal CurrentUser user,
            @RequestBody ChatBody body,
            HttpServletResponse response) {
        ChatView chat = chats.create(user.id(), body.chat());
        response.setHeader(HttpHeaders.LOCATION, "/api/v1/chats/" + chat.id());
        return chat;
    }

    @GetMapping
    @Operation(
            summary = "List your chats, the last changed first",
            description =
                    "With `q` the best matches first, at most 200 of them, each with `match`.")
    Page<ChatView> list(
            @AuthenticationPrincipal CurrentUser user,
            @Parameter(
                            description =
                                    "part of the title, or words of titles and messages; the last"
                                            + " word may be unfinished")
                    @RequestParam(required = false)
                    @Nullable String q,
            @RequestParam(required = false) @Nullable ChatStatus status,
            @Parameter(description = "key=value; all of them must be there")
                    @RequestParam(required = false)
                    @Nullable List<String> label,
            @RequestParam(defaultValue = "false") boolean archived,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit) {
        String query = q == null ? null : Jsonb.storable(q);
        ChatFilter filter =
                new ChatFilter(query, status, labels(label == null ? List.of() : label), archived);
        return chats.list(user.id(), filter, cursor, limit);
    }

    private static Map<String, String> labels(List<String> wanted) {
        Map<String, String> labels = new HashMap<>();
        for (String label : wanted) {
            int equals = label.indexOf('=');
            if (equals < 1) {
                throw ProblemException.invalid(
                        "label", "is '" + label + "', must read <key>=<value>");
            }
            labels.put(label.substring(0, equals), label.substring(equals + 1));
        }
        return labels;
    }

    @GetMapping("/{chatId}")
    @Operation(summary = "Get a chat")
    ChatView get(@AuthenticationPrincipal CurrentUser user, @PathVariable ChatId chatId) {
        return chats.get(user.id(), chatId);
    }

    @PatchMapping(path = "/{chatId}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Change a chat; what is absent or null stays")
    ChatView change(
            @AuthenticationPrincipal CurrentUser user,
            @PathVariable ChatId chatId,
            @RequestBody ChatChangesBody body) {
        return controls.change(user.id(), chatId, body.changes());
    }

    @DeleteMapping("/{chatId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Remove a chat that is not at work, for good")
    void delete(@AuthenticationPrincipal CurrentUser user, @PathVariable ChatId chatId) {
        controls.delete(user.id(), chatId);
    }
}
