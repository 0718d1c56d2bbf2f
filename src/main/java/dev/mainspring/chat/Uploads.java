package dev.mainspring.chat;

import dev.mainspring.conversation.UserId;
import dev.mainspring.store.Files;
import dev.mainspring.store.file.Dimensions;
import dev.mainspring.store.file.FileInspector;
import dev.mainspring.store.file.FileInspector.Found;
import dev.mainspring.store.file.FileKind;
import dev.mainspring.store.file.Reduction;
import dev.mainspring.store.file.WrongFileException;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/** Takes in the files that people send to agents, and gives back those of their chats. */
@Service
public class Uploads {

    private static final Logger log = LoggerFactory.getLogger(Uploads.class);

    private static final int MAX_NAME_CHARS = 255;

    /** How long an upload waits for the message that names it. */
    private static final Duration UNUSED_FOR = Duration.ofDays(1);

    private final ChatAccess access;
    private final Files files;
    private final Clock clock;

    Uploads(ChatAccess access, Files files, Clock clock) {
        this.access = access;
        this.files = files;
        this.clock = clock;
    }

    /**
     * Keeps a file. The same id with the same content again gives the same answer.
     *
     * @throws ProblemException invalid_request, unsupported_file, image_too_large,
     *     payload_too_large, or id_conflict for an id that is another file's
     */
    public FileView take(UserId user, NewFile file) {
        byte[] content = file.content();
        if (content.length == 0) {
            throw ProblemException.invalid("file", "is empty");
        }
        if (content.length > Files.MAX_BYTES) {
            throw new ProblemException(
                    ProblemCode.PAYLOAD_TOO_LARGE,
                    "the file has " + content.length + " bytes, at most " + Files.MAX_BYTES);
        }
        Found found = inspect(file);
        UUID id = file.id() == null ? UUID.randomUUID() : file.id();
        Files.Entry entry =
                new Files.Entry(
                        id,
                        user,
                        null,
                        name(file, found.kind()),
                        found.kind().mediaType(),
                        content.length);
        if (files.find(id).isEmpty()) {
            files.save(
                    entry,
                    content,
                    Reduction.of(entry.mediaType(), content).orElse(null),
                    clock.instant());
        }
        boolean same = files.find(id).filter(entry::equals).isPresent() && files.holds(id, content);
        if (!same) {
            throw new ProblemException(
                    ProblemCode.ID_CONFLICT, "file id " + id + " is taken by another file");
        }
        return view(entry, found.size());
    }

    private static Found inspect(NewFile file) {
        String name = file.name() == null || file.name().isBlank() ? "the file" : file.name();
        try {
            return FileInspector.inspect(name, file.claimedType(), file.content());
        } catch (WrongFileException wrong) {
            throw new ProblemException(
                    switch (wrong.reason()) {
                        case KIND -> ProblemCode.UNSUPPORTED_FILE;
                        case PIXELS -> ProblemCode.IMAGE_TOO_LARGE;
                    },
                    String.valueOf(wrong.getMessage()));
        }
    }

    /** The last part of a path, without what no name should hold. */
    private static String name(NewFile file, FileKind kind) {
        String given = file.name() == null ? "" : file.name();
        String last =
                given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
        String clean = last.replaceAll("\\p{Cntrl}", "").strip();
        if (clean.isEmpty()) {
            return (kind.isImage() ? "image." : "file.") + kind.extension();
        }
        return clean.length() <= MAX_NAME_CHARS
                ? clean
                : clean.substring(clean.length() - MAX_NAME_CHARS);
    }

    private static FileView view(Files.Entry entry, @Nullable Dimensions size) {
        return new FileView(
                entry.id(),
                entry.name(),
                entry.mediaType(),
                entry.bytes(),
                size == null ? null : size.width(),
                size == null ? null : size.height());
    }

    /**
     * A file of this person.
     *
     * @throws ProblemException not_found
     */
    public Files.Entry find(UserId user, UUID id) {
        return access.requireFile(user, id);
    }

    /** The content of a file of this person. */
    public byte[] read(UserId user, UUID id) {
        return files.read(access.requireFile(user, id).id());
    }

    @Scheduled(initialDelay = 60_000, fixedDelay = 3_600_000)
    void sweep() {
        try {
            int swept = files.sweep(clock.instant().minus(UNUSED_FOR));
            if (swept > 0) {
                log.info("{} uploads that no chat uses were removed", swept);
            }
        } catch (DataAccessException e) {
            log.warn("uploads not swept: {}", e.getMessage());
        }
    }
}
