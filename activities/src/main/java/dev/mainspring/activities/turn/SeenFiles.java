package dev.mainspring.activities.turn;

import dev.mainspring.conversation.Message;
import dev.mainspring.conversation.Part;
import dev.mainspring.store.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The images and files of a transcript as a model gets them: images reduced, the newest ones as far
 * as one request may hold them, and words in place of what is no more there.
 */
@Component
class SeenFiles {

    /** Gemini's limit of a request is 20 MB, in base64 and with all the text. */
    private static final long MAX_BYTES = 14_000_000;

    /** Anthropic takes 100 images and pages a request. */
    private static final int MAX_IMAGES = 90;

    private final Files files;

    SeenFiles(Files files) {
        this.files = files;
    }

    byte[] read(UUID id) {
        return files.readSeen(id);
    }

    /** The messages, with what is sent in place of their images and files. */
    List<Message> of(List<Message> messages) {
        Set<UUID> ids = new HashSet<>();
        messages.forEach(message -> message.parts().forEach(part -> add(ids, part)));
        if (ids.isEmpty()) {
            return messages;
        }
        Map<UUID, Files.Seen> seen = new HashMap<>();
        files.seen(ids).forEach(it -> seen.put(it.id(), it));
        Budget budget = new Budget(seen);
        List<Message> newestFirst =
                messages.reversed().stream().map(it -> with(it, budget)).toList();
        return newestFirst.reversed();
    }

    private static void add(Set<UUID> ids, Part part) {
        UUID id = fileOf(part);
        if (id != null) {
            ids.add(id);
        }
    }

    private static @Nullable UUID fileOf(Part part) {
        return part instanceof Part.Image image
                ? image.fileId()
                : part instanceof Part.File file ? file.fileId() : null;
    }

    private static Message with(Message message, Budget budget) {
        if (message.parts().stream().allMatch(part -> fileOf(part) == null)) {
            return message;
        }
        List<Part> parts = new ArrayList<>();
        message.parts().reversed().forEach(part -> parts.add(budget.take(part)));
        Collections.reverse(parts);
        return new Message(
                message.id(),
                message.branchId(),
                message.position(),
                message.role(),
                parts,
                message.turnId(),
                message.step(),
                message.model(),
                message.usage(),
                message.createdAt());
    }

    /** What still fits into the request, the newest taken first. */
    private static final class Budget {

        private final Map<UUID, Files.Seen> seen;
        private long bytes;
        private int images;

        Budget(Map<UUID, Files.Seen> seen) {
            this.seen = seen;
        }

        Part take(Part part) {
            if (part instanceof Part.Image image) {
                return image(image);
            }
            if (part instanceof Part.File file && !seen.containsKey(file.fileId())) {
                return note("file", file.name(), "is no longer kept");
            }
            if (part instanceof Part.File file && file.mediaType().equals("application/pdf")) {
                return fits(file.bytes())
                        ? file
                        : note("file", file.name(), "is left out: the conversation has too many");
            }
            return part;
        }

        private Part image(Part.Image image) {
            Files.Seen known = seen.get(image.fileId());
            if (known == null) {
                return note("image", image.name(), "is no longer kept");
            }
            if (images >= MAX_IMAGES || !fits(known.bytes())) {
                return note("image", image.name(), "is left out: the conversation has too many");
            }
            images++;
            return new Part.Image(known.id(), image.name(), known.mediaType(), known.bytes());
        }

        private boolean fits(long more) {
            if (bytes + more > MAX_BYTES) {
                return false;
            }
            bytes += more;
            return true;
        }

        private static Part note(String what, String name, String why) {
            return new Part.Text("[The " + what + " " + name + " " + why + ".]");
        }
    }
}
