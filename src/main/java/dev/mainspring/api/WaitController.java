package dev.mainspring.api;

import dev.mainspring.chat.ChatStreams;
import dev.mainspring.chat.ProblemException;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.ChatStatus;
import dev.mainspring.conversation.StopReason;
import dev.mainspring.security.CurrentUser;
import dev.mainspring.store.ChatRow;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lets scripts wait for a chat. */
@RestController
@Tag(name = "events")
class WaitController {

    private static final String DURATION = "^([0-9]{1,6})(ms|s|m)?$";
    private static final String DURATION_RULE = "must read like 500ms, 60s or 2m; at most 10m";
    private static final Set<ChatStatus> AT_REST =
            EnumSet.of(
                    ChatStatus.IDLE,
                    ChatStatus.AWAITING_APPROVAL,
                    ChatStatus.AWAITING_ANSWER,
                    ChatStatus.ERROR);
    private static final Duration MAX_WAIT = Duration.ofMinutes(10);

    private final ChatStreams streams;

    WaitController(ChatStreams streams) {
        this.streams = streams;
    }

    record WaitAnswer(ChatStatus status, @Nullable StopReason stopReason, long lastSeq) {}

    @GetMapping(path = "/api/v1/chats/{chatId}/wait", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Wait until a chat has one of some statuses, or the time is over")
    WaitAnswer await(
            @AuthenticationPrincipal CurrentUser user,
            @PathVariable ChatId chatId,
            @Parameter(
                            description =
                                    "idle, awaiting_approval, awaiting_answer and error by default")
                    @RequestParam(required = false)
                    @Nullable List<ChatStatus> until,
            @Parameter(description = "such as 500ms, 60s or 2m; at most 10m")
                    @RequestParam(defaultValue = "60s")
                    @Pattern(regexp = DURATION, message = DURATION_RULE)
                    String timeout)
            throws InterruptedException {
        Set<ChatStatus> wanted = until == null || until.isEmpty() ? AT_REST : EnumSet.copyOf(until);
        ChatRow chat = streams.await(user.id(), chatId, wanted, duration(timeout));
        return new WaitAnswer(chat.status(), chat.stopReason(), chat.lastSeq());
    }

    private static Duration duration(String text) {
        Matcher match = java.util.regex.Pattern.compile(DURATION).matcher(text);
        if (!match.matches()) {
            throw ProblemException.invalid("timeout", "is '" + text + "', " + DURATION_RULE);
        }
        long amount = Long.parseLong(match.group(1));
        Duration wait =
                switch (match.group(2)) {
                    case "ms" -> Duration.ofMillis(amount);
                    case "m" -> Duration.ofMinutes(amount);
                    case null, default -> Duration.ofSeconds(amount);
                };
        if (wait.compareTo(MAX_WAIT) > 0) {
            throw ProblemException.invalid("timeout", "is '" + text + "', at most 10m");
        }
        return wait;
    }
}
