package dev.mainspring.activities.tools;

import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Tells what a file is. */
final class MediaTypes {

    private static final Map<String, String> BY_START =
            Map.of(
                    "\u0089PNG\r\n\u001a\n", "image/png",
                    "\u00ff\u00d8\u00ff", "image/jpeg",
                    "GIF87a", "image/gif",
                    "GIF89a", "image/gif",
                    "%PDF-", "application/pdf",
                    "PK\u0003\u0004", "application/zip",
                    "\u001f\u008b", "application/gzip",
                    "\u007fELF", "application/x-elf",
                    "SQLite format 3\0", "application/vnd.sqlite3");

    private MediaTypes() {}

    static String of(String name, byte[] start) {
        String text = new String(start, 0, Math.min(16, start.length), StandardCharsets.ISO_8859_1);
        for (Map.Entry<String, String> known : BY_START.entrySet()) {
            if (text.startsWith(known.getKey())) {
                return known.getValue();
            }
        }
        if (text.startsWith("RIFF") && text.startsWith("WEBP", 8)) {
            return "image/webp";
        }
        String byName = URLConnection.guessContentTypeFromName(name);
        if (byName != null && !byName.startsWith("image/")) {
            return byName;
        }
        return isBinary(start) ? "application/octet-stream" : "text/plain";
    }

    /** What the providers take. */
    static boolean isImage(String mediaType) {
        return switch (mediaType) {
            case "image/png", "image/jpeg", "image/gif", "image/webp" -> true;
            default -> false;
        };
    }

    /** As git does it: there is a NUL near the start. */
    static boolean isBinary(byte[] start) {
        for (byte b : start) {
            if (b == 0) {
                return true;
            }
        }
        return false;
    }
}
