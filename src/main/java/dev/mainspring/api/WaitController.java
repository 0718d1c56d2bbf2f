package dev.mainspring.api;

import dev.mainspring.chat.ChatStreams;
import dev.mainspring.chat.ProblemException;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.ChatStatus;
import dev.mainspring.conversation.StopReason;
import dev.mainspring.security.CurrentUser;
import dev.mainspring.store.ChatRow;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lets scripts wait for a chat. */
@RestController
class WaitController {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,6})(ms|s|m)?");
    private static final Duration MAX_WAIT = Duration.ofMinutes(10);

    private final ChatStreams streams;

    WaitController(ChatStreams streams) {
        this.streams = streams;
    }

    record WaitAnswer(ChatStatus status, @Nullable StopReason stopReason, long lastSeq) {}

    /**
     * Answers when the chat has one of the statuses, and at the timeout as it is then.
     *
     * @param timeout such as {@code 500ms}, {@code 60s} or {@code 2m}; at most 10 minutes
     */
    @GetMapping(path = "/api/v1/chats/{chatId}/wait", produces = MediaType.APPLICATION_JSON_VALUE)
    WaitAnswer await(
            @AuthenticationPrincipal CurrentUser user,
            @PathVariable ChatId chatId,
            @RequestParam(defaultValue = "idle,awaiting_approval,awaiting_answer,error")
                    List<ChatStatus> until,
            @RequestParam(defaultValue = "60s") String timeout)
            throws InterruptedException {
        if (until.isEmpty()) {
            throw ProblemException.invalid("until", "must name at least one status");
        }
        Set<ChatStatus> wanted = EnumSet.copyOf(until);
        ChatRow chat = streams.await(user.id(), chatId, wanted, duration(timeout));
        return new WaitAnswer(chat.status(), chat.stopReason(), chat.lastSeq());
    }

    private static Duration duration(String text) {
        Matcher match = DURATION.matcher(text);
        if (!match.matches()) {
            throw ProblemException.invalid(
                    "timeout", "is '" + text + "', must read like 500ms, 60s or 2m");
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
