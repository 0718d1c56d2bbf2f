package dev.mainspring.store.file;

import dev.mainspring.conversation.Json;
import dev.mainspring.store.file.WrongFileException.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.tika.Tika;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;

/** Looks into a file to see what it is; what its name or sender say is a claim only. */
public final class FileInspector {

    /** What a file is. */
    public record Found(FileKind kind, @Nullable Dimensions size) {}

    /** Its table of types takes a second to read, so it is read when the first file comes. */
    private static final class Types {
        static final Tika TIKA = new Tika();
    }

    private FileInspector() {}

    /**
     * Tells what a file is, by its content.
     *
     * @param name as its sender calls it
     * @param claimedType the media type its sender gives; null where none
     * @throws WrongFileException if chats do not take it, or it is not what it claims to be
     */
    public static Found inspect(String name, @Nullable String claimedType, byte[] content) {
        String type = Types.TIKA.detect(content);
        Optional<FileKind> image =
                FileKind.byType(type).filter(kind -> kind.isImage() || kind == FileKind.PDF);
        boolean text = image.isEmpty() && isText(content);
        String really = text && !type.startsWith("text/") ? "text/plain" : type;
        checkClaim(name, FileKind.byName(name), image, really);
        checkClaim(
                name,
                claimedType == null ? Optional.empty() : FileKind.byType(claimedType),
                image,
                really);
        if (image.isPresent()) {
            FileKind kind = image.get();
            return new Found(kind, kind.isImage() ? sizeOf(name, kind, content) : null);
        }
        if (!text) {
            throw new WrongFileException(
                    Reason.KIND,
                    name
                            + " is "
                            + really
                            + "; files may be png, jpeg, gif or webp images, pdf, or text in UTF-8"
                            + " (such as Markdown, JSON, CSV)");
        }
        return new Found(textKind(name, content), null);
    }

    private static Dimensions sizeOf(String name, FileKind kind, byte[] content) {
        Dimensions size = Dimensions.of(name, kind, content);
        Soundness.check(name, kind, size, content);
        return size;
    }

    private static void checkClaim(
            String name, Optional<FileKind> claimed, Optional<FileKind> found, String really) {
        Optional<FileKind> claim = FileKind.claimed(claimed);
        if (claim.isPresent() && !claim.equals(found)) {
            throw new WrongFileException(
                    Reason.KIND,
                    "%s says it is %s, but it holds %s"
                            .formatted(name, claim.get().mediaType(), really));
        }
    }

    /** What is no JSON is text, whatever its name. */
    private static FileKind textKind(String name, byte[] content) {
        FileKind kind = FileKind.byName(name).filter(FileKind::isText).orElse(FileKind.TEXT);
        return kind == FileKind.JSON && !isJson(content) ? FileKind.TEXT : kind;
    }

    /** Reads it token by token: as a tree it would take many times its size. */
    private static boolean isJson(byte[] content) {
        try (JsonParser json = Json.MAPPER.createParser(content)) {
            if (json.nextToken() == null) {
                return false;
            }
            json.skipChildren();
            return json.nextToken() == null;
        } catch (JacksonException notJson) {
            return false;
        }
    }

    private static boolean isText(byte[] content) {
        for (byte b : content) {
            if (b == 0) {
                return false;
            }
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content));
            return true;
        } catch (CharacterCodingException notUtf8) {
            return false;
        }
    }
}
