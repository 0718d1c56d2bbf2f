package dev.mainspring.activities.mcp;

import dev.mainspring.activities.tools.FileStore;
import dev.mainspring.activities.tools.OutputCap;
import dev.mainspring.activities.tools.ToolOutput;
import dev.mainspring.activities.tools.ToolResults;
import dev.mainspring.activities.tools.ToolRun;
import dev.mainspring.conversation.Json;
import dev.mainspring.conversation.Part;
import dev.mainspring.conversation.ToolState;
import dev.mainspring.store.file.FileInspector;
import dev.mainspring.store.file.FileKind;
import dev.mainspring.store.file.WrongFileException;
import io.modelcontextprotocol.spec.McpSchema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Turns what a server answers into what the model and people see. */
final class McpResults {

    private static final int MOST_IMAGES = 5;

    /** What providers take at least (Anthropic: 5 MB as base64). */
    private static final int IMAGE_BYTES = 3_500_000;

    private final FileStore files;
    private final ToolRun run;
    private final StringBuilder text = new StringBuilder();
    private final List<Part> images = new ArrayList<>();

    private McpResults(FileStore files, ToolRun run) {
        this.files = files;
        this.run = run;
    }

    static ToolOutput of(McpSchema.CallToolResult result, ToolRun run, FileStore files) {
        return new McpResults(files, run).read(result);
    }

    private ToolOutput read(McpSchema.CallToolResult result) {
        List<McpSchema.Content> content = result.content();
        if (content != null) {
            content.forEach(this::add);
        }
        if (text.isEmpty() && result.structuredContent() != null) {
            line(Json.MAPPER.writeValueAsString(result.structuredContent()));
        }
        boolean failed = Boolean.TRUE.equals(result.isError());
        String whole = text.toString().strip();
        OutputCap.Cut cut = OutputCap.DEFAULT.cut(whole);
        String shown = failed && whole.isEmpty() ? "the tool failed, and says no more" : cut.text();
        return new ToolOutput(
                failed ? ToolState.FAILED : ToolState.FINISHED,
                ToolResults.object().put(failed ? "error" : "content", shown),
                cut.truncated() ? whole : null,
                cut.truncated(),
                images);
    }

    private void add(McpSchema.Content content) {
        switch (content) {
            case McpSchema.TextContent it -> line(it.text());
            case McpSchema.ImageContent it -> image(it);
            case McpSchema.EmbeddedResource it
                    when it.resource() instanceof McpSchema.TextResourceContents resource ->
                    line(resource.text());
            case McpSchema.ResourceLink it ->
                    line("[resource " + it.name() + ": " + it.uri() + "]");
            default -> line("[" + content.type() + " content, which cannot be shown here]");
        }
    }

    private void line(String more) {
        text.append(more).append('\n');
    }

    private void image(McpSchema.ImageContent image) {
        byte[] bytes = bytes(image.data());
        Optional<FileKind> kind = kind(bytes);
        if (kind.isEmpty() || images.size() >= MOST_IMAGES) {
            line("[an image that cannot be shown here]");
            return;
        }
        String mediaType = kind.get().mediaType();
        String name = "image-" + (images.size() + 1);
        UUID id =
                UUID.nameUUIDFromBytes((run.call() + "/" + name).getBytes(StandardCharsets.UTF_8));
        files.save(id, run.chat(), run.owner(), name, mediaType, bytes);
        images.add(new Part.Image(id, name, mediaType, bytes.length));
        line("[" + name + "]");
    }

    /** By what it holds: what the server says of it is a claim, and a wrong one ends the turn. */
    private static Optional<FileKind> kind(byte[] image) {
        if (image.length == 0 || image.length > IMAGE_BYTES) {
            return Optional.empty();
        }
        try {
            return Optional.of(FileInspector.inspect("the image", null, image).kind())
                    .filter(FileKind::isImage);
        } catch (WrongFileException wrong) {
            return Optional.empty();
        }
    }

    private static byte[] bytes(String base64) {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException notBase64) {
            return new byte[0];
        }
    }
}
