package dev.mainspring.activities.tools;

import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.UserId;
import dev.mainspring.store.Files;
import dev.mainspring.store.file.Reduction;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Keeps files in the database. */
@Component
final class StoredFiles implements FileStore {

    private final Files files;
    private final Clock clock;

    StoredFiles(Files files, Clock clock) {
        this.files = files;
        this.clock = clock;
    }

    @Override
    public void save(
            UUID id, ChatId chat, UserId owner, String name, String mediaType, byte[] bytes) {
        files.save(
                new Files.Entry(id, owner, chat, name, mediaType, bytes.length),
                bytes,
                Reduction.of(mediaType, bytes).orElse(null),
                clock.instant());
    }
}
