package dev.mainspring.chat;

import dev.mainspring.conversation.Json;
import dev.mainspring.conversation.Part;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** What a message may be. */
final class MessageRules {

    /** UTF-8 bytes of all text of one message: about 250,000 tokens. */
    static final int MAX_TEXT_BYTES = 1 << 20;

    private static final int MAX_PARTS = 100;
    private static final int TITLE_CHARS = 60;

    private MessageRules() {}

    /**
     * Checks the parts of a message a person sends.
     *
     * @throws ProblemException naming the part and the rule
     */
    static void check(String field, List<Part> parts) {
        if (parts.isEmpty()) {
            throw ProblemException.invalid(field, "must hold at least one part");
        }
        if (parts.size() > MAX_PARTS) {
            throw ProblemException.invalid(
                    field, "holds " + parts.size() + " parts, at most " + MAX_PARTS);
        }
        long bytes = 0;
        boolean said = false;
        for (int i = 0; i < parts.size(); i++) {
            String text = text(field + "[" + i + "]", parts.get(i));
            bytes += text.getBytes(StandardCharsets.UTF_8).length;
            said |= !text.isBlank() || isFile(parts.get(i));
        }
        if (!said) {
            throw ProblemException.invalid(
                    field, "must hold text that is not blank, an image or a file");
        }
        if (bytes > MAX_TEXT_BYTES) {
            throw new ProblemException(
                    ProblemCode.PAYLOAD_TOO_LARGE,
                    field + " holds " + bytes + " bytes of text, at most " + MAX_TEXT_BYTES);
        }
    }

    private static String text(String field, Part part) {
        return switch (part) {
            case Part.Text text -> text.text();
            case Part.FileReference reference -> reference.path() + reference.excerpt();
            case Part.Reasoning r -> throw notForPeople(field, "reasoning");
            case Part.ToolCall c -> throw notForPeople(field, "tool_call");
            case Part.ToolResult r -> throw notForPeople(field, "tool_result");
            case Part.Image image -> image.name();
            case Part.File file -> file.name();
            case Part.Source s -> throw notForPeople(field, "source");
            case Part.Compaction c -> throw notForPeople(field, "compaction");
            case Part.Notice n -> throw notForPeople(field, "notice");
        };
    }

    private static boolean isFile(Part part) {
        return part instanceof Part.Image || part instanceof Part.File;
    }

    private static ProblemException notForPeople(String field, String type) {
        return ProblemException.invalid(
                field + ".type", "is '" + type + "', must be text, image, file or file_reference");
    }

    /** The first words of a message, until there is a better title. */
    static String title(List<Part> parts) {
        String text =
                parts.stream()
                        .filter(Part.Text.class::isInstance)
                        .map(part -> ((Part.Text) part).text())
                        .filter(said -> !said.isBlank())
                        .findFirst()
                        .orElseGet(() -> fileName(parts))
                        .strip()
                        .replaceAll("\\s+", " ");
        if (text.length() <= TITLE_CHARS) {
            return text.isEmpty() ? "New chat" : text;
        }
        int space = text.lastIndexOf(' ', TITLE_CHARS);
        return text.substring(0, space > TITLE_CHARS / 2 ? space : TITLE_CHARS).strip() + "…";
    }

    /** What a message that says nothing is about. */
    private static String fileName(List<Part> parts) {
        for (Part part : parts) {
            if (part instanceof Part.Image image) {
                return image.name();
            }
            if (part instanceof Part.File file) {
                return file.name();
            }
        }
        return "New chat";
    }

    /** Tells whether two requests of one id are the same. */
    static String hash(Object request) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(Json.MAPPER.writeValueAsBytes(request)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
