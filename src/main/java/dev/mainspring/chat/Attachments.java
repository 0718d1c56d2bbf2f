package dev.mainspring.chat;

import dev.mainspring.conversation.ModelRef;
import dev.mainspring.conversation.Part;
import dev.mainspring.conversation.UserId;
import dev.mainspring.store.ChatTx;
import dev.mainspring.store.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The images and files that a message names: whose they are, and whether its model sees them. */
@Component
class Attachments {

    private final ChatAccess access;
    private final Files files;
    private final ModelDirectory models;

    Attachments(ChatAccess access, Files files, ModelDirectory models) {
        this.access = access;
        this.files = files;
        this.models = models;
    }

    /**
     * The parts of a message with what is known of their files, in place of what its sender says.
     *
     * @throws ProblemException invalid_request for a file that is not this person's, or no image
     *     where it has to be one; model_cannot_see
     */
    List<Part> check(UserId user, String field, List<Part> parts, ModelRef model) {
        List<Part> known = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            String at = field + "[" + i + "]";
            known.add(known(user, at, parts.get(i)));
        }
        if (!models.sees(model) && known.stream().anyMatch(Part.Image.class::isInstance)) {
            throw new ProblemException(
                    ProblemCode.MODEL_CANNOT_SEE,
                    "model '" + model + "' sees no images; choose another, or leave them out");
        }
        return known;
    }

    private Part known(UserId user, String field, Part part) {
        return switch (part) {
            case Part.Image image -> image(user, field, image.fileId());
            case Part.File file -> part(entry(user, field, file.fileId()));
            case Part.Text _,
                    Part.Reasoning _,
                    Part.ToolCall _,
                    Part.ToolResult _,
                    Part.FileReference _,
                    Part.Source _,
                    Part.Compaction _,
                    Part.Notice _ ->
                    part;
        };
    }

    private Part image(UserId user, String field, UUID id) {
        Files.Entry entry = entry(user, field, id);
        if (!isImage(entry)) {
            throw ProblemException.invalid(
                    field + ".file_id", "is " + entry.mediaType() + ", must be an image");
        }
        return part(entry);
    }

    private Files.Entry entry(UserId user, String field, UUID id) {
        return access.file(user, id)
                .orElseThrow(() ->
                        ProblemException.invalid(
                                field + ".file_id", "is " + id + ", must name a file of yours"));
    }

    private static Part part(Files.Entry entry) {
        return isImage(entry)
                ? new Part.Image(entry.id(), entry.name(), entry.mediaType(), entry.bytes())
                : new Part.File(entry.id(), entry.name(), entry.mediaType(), entry.bytes());
    }

    private static boolean isImage(Files.Entry entry) {
        return entry.mediaType().startsWith("image/");
    }

    /** Keeps the files of a message as long as its chat. */
    void use(ChatTx tx, List<Part> parts) {
        Set<UUID> ids = new HashSet<>();
        for (Part part : parts) {
            if (part instanceof Part.Image image) {
                ids.add(image.fileId());
            } else if (part instanceof Part.File file) {
                ids.add(file.fileId());
            }
        }
        if (!ids.isEmpty() && !files.use(tx, ids)) {
            throw ProblemException.invalid("parts", "name a file that is no longer kept");
        }
    }
}
