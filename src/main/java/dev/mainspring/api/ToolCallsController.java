package dev.mainspring.api;

import dev.mainspring.chat.ChatControls;
import dev.mainspring.chat.Processes;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.ProcessStatus;
import dev.mainspring.conversation.ToolCallId;
import dev.mainspring.conversation.ToolState;
import dev.mainspring.conversation.TurnId;
import dev.mainspring.security.CurrentUser;
import dev.mainspring.store.ToolCallRows;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** What the agent's tools did. */
@RestController
@RequestMapping("/api/v1/chats/{chatId}/tool-calls/{toolCallId}")
@Tag(name = "chats")
class ToolCallsController {

    private static final int MAX_OUTPUT_CHARS = 4 << 20;
    private static final MediaType PLAIN_UTF_8 =
            new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

    private final ChatControls controls;
    private final Processes processes;

    ToolCallsController(ChatControls controls, Processes processes) {
        this.controls = controls;
        this.processes = processes;
    }

    /**
     * A tool call.
     *
     * @param output what the model sees of it, JSON text; null until it has ended
     * @param truncated whether the full output is longer
     * @param process how its command stands; null unless that went on after the call had ended
     */
    record ToolCallAnswer(
            ToolCallId id,
            TurnId turnId,
            int step,
            String name,
            String summary,
            JsonNode input,
            ToolState state,
            @Nullable String output,
            boolean truncated,
            Instant requestedAt,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable ProcessStatus process) {

        static ToolCallAnswer of(ToolCallRows.Call call, Optional<ProcessStatus> process) {
            return new ToolCallAnswer(
                    call.id(),
                    call.turnId(),
                    call.step(),
                    call.name(),
                    call.summary(),
                    call.input(),
                    call.state(),
                    call.result(),
                    call.truncated(),
                    call.requestedAt(),
                    call.startedAt(),
                    call.endedAt(),
                    process.orElse(null));
        }
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Get a tool call")
    ToolCallAnswer get(
            @AuthenticationPrincipal CurrentUser user,
            @PathVariable ChatId chatId,
            @PathVariable ToolCallId toolCallId) {
        return answer(controls.toolCall(user.id(), chatId, toolCallId));
    }

    @PostMapping(path = "/stop", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Stop a command that goes on after its tool call has ended",
            description = "The command and all it started; how it ends is told by process.changed.")
    ToolCallAnswer stop(
            @AuthenticationPrincipal CurrentUser user,
            @PathVariable ChatId chatId,
            @PathVariable ToolCallId toolCallId) {
        return answer(processes.stop(user.id(), chatId, toolCallId));
    }

    private ToolCallAnswer answer(ToolCallRows.Call call) {
        return ToolCallAnswer.of(call, processes.of(call));
    }

    @GetMapping(path = "/output", produces = MediaType.TEXT_PLAIN_VALUE)
    @Operation(
            summary = "Read the full output of a tool call, or a piece of it",
            description =
                    "Counts UTF-16 code units; the header X-Total-Chars tells how many there are.")
    ResponseEntity<String> output(
            @AuthenticationPrincipal CurrentUser user,
            @PathVariable ChatId chatId,
            @PathVariable ToolCallId toolCallId,
            @RequestParam(defaultValue = "0") @Min(0) int offset,
            @RequestParam(defaultValue = "" + MAX_OUTPUT_CHARS) @Min(1) @Max(MAX_OUTPUT_CHARS)
                    int limit) {
        String all = controls.toolOutput(user.id(), chatId, toolCallId);
        int start = Math.min(offset, all.length());
        int end = Math.min(all.length(), start + limit);
        return ResponseEntity.ok()
                .contentType(PLAIN_UTF_8)
                .header("X-Total-Chars", String.valueOf(all.length()))
                .body(all.substring(start, end));
    }
}
