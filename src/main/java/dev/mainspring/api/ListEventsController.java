package dev.mainspring.api;

import dev.mainspring.chat.ChatStreams;
import dev.mainspring.chat.ChatView;
import dev.mainspring.chat.Chats;
import dev.mainspring.chat.ProblemException;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.security.CurrentUser;
import dev.mainspring.security.StandingSignIns;
import dev.mainspring.store.LiveFeed.Subscription;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** What changes in a person's list of chats, live only: who connects lists first. */
@RestController
@Tag(name = "events")
class ListEventsController {

    /** Ends the wait of a stream that is to end. */
    private static final ChatId END = ChatId.random();

    private final ChatStreams streams;
    private final Chats chats;
    private final StandingSignIns signIns;
    private final OpenStreams open;
    private final JsonMapper json;
    private final Clock clock;

    ListEventsController(
            ChatStreams streams,
            Chats chats,
            StandingSignIns signIns,
            OpenStreams open,
            JsonMapper json,
            Clock clock) {
        this.streams = streams;
        this.chats = chats;
        this.signIns = signIns;
        this.open = open;
        this.json = json;
        this.clock = clock;
    }

    /**
     * News of one chat.
     *
     * @param chat null where it was deleted
     */
    record ListEvent(ChatId chatId, Instant at, @Nullable ChatView chat) {}

    /** Streams until the client goes or the product stops. Blocks its (virtual) thread. */
    @GetMapping(path = "/api/v1/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(summary = "Follow your list of chats, live: list after connecting")
    void follow(
            @AuthenticationPrincipal CurrentUser user,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, InterruptedException {
        if (EventStream.isHeadOnly(request, response)) {
            return;
        }
        BlockingQueue<ChatId> changed = new LinkedBlockingQueue<>();
        Instant since = clock.instant();
        BooleanSupplier allowed = signIns.of(request, user);
        try (Subscription _ = streams.followList(user.id(), changed::add);
                Subscription _ = open.add(allowed, () -> changed.add(END))) {
            stream(user, allowed, changed, since, EventStream.open(response));
        }
    }

    private void stream(
            CurrentUser user,
            BooleanSupplier allowed,
            BlockingQueue<ChatId> changed,
            Instant since,
            EventStream out)
            throws IOException, InterruptedException {
        Set<ChatId> told = new LinkedHashSet<>();
        while (true) {
            ChatId first =
                    changed.poll(ChatEventsController.PING_EVERY.toMillis(), TimeUnit.MILLISECONDS);
            Set<ChatId> news = new LinkedHashSet<>();
            if (first == null) {
                out.comment("ping");
                if (!allowed.getAsBoolean()) {
                    return;
                }
            } else {
                news.add(first);
                changed.drainTo(news);
            }
            if (news.contains(END)) {
                return;
            }
            for (ChatId chat : news) {
                tell(user, chat, told.add(chat), since, out);
            }
            out.flush();
        }
    }

    private void tell(CurrentUser user, ChatId id, boolean first, Instant since, EventStream out)
            throws IOException {
        ChatView chat = find(user, id);
        String name =
                chat == null
                        ? "chat.deleted"
                        : first && chat.createdAt().isAfter(since)
                                ? "chat.created"
                                : "chat.changed";
        out.event(name, json.writeValueAsString(new ListEvent(id, clock.instant(), chat)));
    }

    private @Nullable ChatView find(CurrentUser user, ChatId id) {
        try {
            return chats.get(user.id(), id);
        } catch (ProblemException deleted) {
            return null;
        }
    }
}
