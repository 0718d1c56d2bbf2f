package dev.mainspring.api;

import dev.mainspring.chat.ChatStreams;
import dev.mainspring.chat.Chats;
import dev.mainspring.chat.Followed;
import dev.mainspring.chat.Follower;
import dev.mainspring.chat.FollowerTooSlowException;
import dev.mainspring.chat.ProblemException;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.security.CurrentUser;
import dev.mainspring.security.StandingSignIns;
import dev.mainspring.store.LiveFeed.Subscription;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What happens in a chat, as a stream of events. */
@RestController
@Tag(name = "events")
class ChatEventsController {

    static final Duration PING_EVERY = Duration.ofSeconds(15);

    private final ChatStreams streams;
    private final Chats chats;
    private final StandingSignIns signIns;
    private final OpenStreams open;
    private final JsonMapper json;

    ChatEventsController(
            ChatStreams streams,
            Chats chats,
            StandingSignIns signIns,
            OpenStreams open,
            JsonMapper json) {
        this.streams = streams;
        this.chats = chats;
        this.signIns = signIns;
        this.open = open;
        this.json = json;
    }

    /**
     * Streams until the client goes, the chat is deleted, the token is revoked, or the product
     * stops. Blocks its (virtual) thread.
     *
     * @param lastEventId what a browser sends when it connects again; wins over {@code after}
     */
    @GetMapping(
            path = "/api/v1/chats/{chatId}/events",
            produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(summary = "Follow a chat; resumes after Last-Event-ID, or after a seq")
    void follow(
            @AuthenticationPrincipal CurrentUser user,
            @PathVariable ChatId chatId,
            @RequestHeader(name = "Last-Event-ID", required = false) @Min(0)
                    @Nullable Long lastEventId,
            @RequestParam(required = false) @Min(0) @Nullable Long after,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, InterruptedException {
        long from = from(lastEventId, after);
        long last = chats.get(user.id(), chatId).lastSeq();
        if (from > last) {
            throw ProblemException.invalid(
                    lastEventId == null ? "after" : "Last-Event-ID",
                    "is " + from + ", the chat's last event is " + last);
        }
        if (EventStream.isHeadOnly(request, response)) {
            return;
        }
        BooleanSupplier allowed = signIns.of(request, user);
        try (Follower follower = streams.follow(user.id(), chatId, from);
                Subscription _ = open.add(allowed, follower::close)) {
            stream(() -> gone(allowed, user, chatId), chatId, follower, EventStream.open(response));
        } catch (FollowerTooSlowException endOfStream) {
            // The client connects again with the last seq it has.
        }
    }

    private static long from(@Nullable Long lastEventId, @Nullable Long after) {
        if (lastEventId != null) {
            return lastEventId;
        }
        return after == null ? 0 : after;
    }

    private void stream(BooleanSupplier gone, ChatId chat, Follower follower, EventStream out)
            throws IOException, InterruptedException {
        while (!follower.closed()) {
            List<Followed> news = follower.next(PING_EVERY);
            for (Followed it : news) {
                write(chat, it, out);
            }
            if (news.isEmpty()) {
                out.comment("ping");
                if (gone.getAsBoolean()) {
                    return;
                }
            }
            out.flush();
        }
    }

    private boolean gone(BooleanSupplier allowed, CurrentUser user, ChatId chat) {
        if (!allowed.getAsBoolean()) {
            return true;
        }
        try {
            chats.get(user.id(), chat);
            return false;
        } catch (ProblemException notFound) {
            return true;
        }
    }

    private void write(ChatId chat, Followed it, EventStream out) throws IOException {
        switch (it) {
            case Followed.Durable durable ->
                    out.event(
                            durable.stored().seq(),
                            durable.event().type(),
                            payload(chat, durable.stored().at(), durable));
            case Followed.Live live ->
                    out.event(live.event().type(), payload(chat, live.at(), live));
        }
    }

    private String payload(ChatId chat, Instant at, Followed it) {
        ObjectNode payload = json.createObjectNode();
        payload.put("chat_id", chat.toString());
        payload.put("at", at.toString());
        payload.setAll(json.<ObjectNode>valueToTree(it.event()));
        payload.remove("type");
        return json.writeValueAsString(payload);
    }
}
