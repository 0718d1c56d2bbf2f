package dev.mainspring.activities.context;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.mainspring.activities.tools.ChatShells;
import dev.mainspring.activities.workspace.Shell;
import dev.mainspring.activities.workspace.ShellException;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.TurnId;
import dev.mainspring.store.ChatRow;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What the workspaces of chats tell their agents. Read once a turn, so that the provider's cache of
 * the prompt holds within it; no workspace is made for it.
 */
@Component
class Briefings {

    private static final Logger log = LoggerFactory.getLogger(Briefings.class);

    /** At some 10 KB each. */
    private static final int MOST_CHATS = 2_000;

    private record Read(@Nullable TurnId turn, Briefing briefing) {}

    private final ChatShells shells;
    private final Cache<ChatId, Read> cache = Caffeine.newBuilder().maximumSize(MOST_CHATS).build();

    Briefings(ChatShells shells) {
        this.shells = shells;
    }

    /** What is told in the chat's turn. */
    Briefing of(ChatRow chat) {
        Read known = cache.getIfPresent(chat.id());
        if (known != null && Objects.equals(known.turn(), chat.turnId())) {
            return known.briefing();
        }
        if (chat.workspaceId() == null && chat.parentChatId() == null) {
            return Briefing.NONE;
        }
        Briefing before = known == null ? Briefing.NONE : known.briefing();
        return read(chat, before)
                .map(now -> {
                    cache.put(chat.id(), new Read(chat.turnId(), now));
                    return now;
                })
                .orElse(before);
    }

    /** Read it again at the next step: a file of it was changed. */
    void forget(ChatId chat) {
        cache.invalidate(chat);
    }

    private Optional<Briefing> read(ChatRow chat, Briefing before) {
        try {
            Optional<Shell> shell = shells.existing(chat.id(), chat.ownerId());
            return shell.map(it -> Briefing.of(ToldFile.read(it, "briefing", List.of())));
        } catch (ShellException e) {
            log.warn("chat {}: instruction files not read: {}", chat.id(), e.getMessage());
            return Optional.of(before);
        }
    }
}
