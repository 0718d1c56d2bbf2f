package dev.mainspring.store.file;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The kinds of files that chats take. */
public enum FileKind {
    PNG("image/png", "png"),
    JPEG("image/jpeg", "jpg", "jpeg"),
    GIF("image/gif", "gif"),
    WEBP("image/webp", "webp"),
    PDF("application/pdf", "pdf"),
    MARKDOWN("text/markdown", "md", "markdown"),
    JSON("application/json", "json"),
    CSV("text/csv", "csv"),
    TEXT("text/plain", "txt");

    private final String mediaType;
    private final String[] extensions;

    FileKind(String mediaType, String... extensions) {
        this.mediaType = mediaType;
        this.extensions = extensions;
    }

    public String mediaType() {
        return mediaType;
    }

    /** The usual end of a name, without the dot. */
    public String extension() {
        return extensions[0];
    }

    public boolean isImage() {
        return switch (this) {
            case PNG, JPEG, GIF, WEBP -> true;
            case PDF, MARKDOWN, JSON, CSV, TEXT -> false;
        };
    }

    /** Whether a browser may show a file of this type in place: images that run nothing. */
    public static boolean isSafeImage(String mediaType) {
        return Arrays.stream(values())
                .anyMatch(kind -> kind.isImage() && kind.mediaType.equals(mediaType));
    }

    /** Images and PDFs: of these a name or a media type makes a claim that can be wrong. */
    private boolean isClaim() {
        return isImage() || this == PDF;
    }

    boolean isText() {
        return !isClaim();
    }

    static Optional<FileKind> byName(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(kind ->
                        Arrays.stream(kind.extensions).anyMatch(end -> lower.endsWith("." + end)))
                .findFirst();
    }

    static Optional<FileKind> claimed(Optional<FileKind> kind) {
        return kind.filter(FileKind::isClaim);
    }

    static Optional<FileKind> byType(String mediaType) {
        return Arrays.stream(values()).filter(kind -> kind.mediaType.equals(mediaType)).findFirst();
    }
}
