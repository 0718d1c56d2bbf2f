package dev.mainspring.activities.tools;

import dev.mainspring.activities.workspace.Shell;
import dev.mainspring.conversation.Part;
import dev.mainspring.conversation.ToolClass;
import dev.mainspring.conversation.ToolSpec;
import dev.mainspring.conversation.ToolState;
import dev.mainspring.store.Files;
import dev.mainspring.store.file.FileInspector;
import dev.mainspring.store.file.WrongFileException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads lines of a file, or an image. */
@Component
final class ReadFileTool implements Tool {

    private static final int LINES = 2_000;

    /** Of one reading; the model sees less. */
    private static final int MOST_BYTES = 2 << 20;

    /** As for uploads; providers that take less get it reduced. */
    private static final int MOST_IMAGE_BYTES = Files.MAX_BYTES;

    private static final ToolSpec SPEC =
            ToolSchemas.spec(
                    ToolClass.READ,
                    "read_file",
                    """
                    Reads a text file of the workspace, with line numbers. Returns up to 2000 lines
                    from offset on, at most 32 KB; a line is cut at 2000 characters. Images are
                    shown to you; of other binary files only type and size are told.
                    """,
                    """
                    "path": %s,
                    "offset": {"type": "integer", "minimum": 1, "maximum": 2000000000, "default": 1,
                      "description": "first line"},
                    "limit": {"type": "integer", "minimum": 1, "maximum": 2000, "default": 2000,
                      "description": "how many lines"}
                    """
                            .formatted(ToolSchemas.PATH),
                    "path");

    private final FileStore files;

    ReadFileTool(FileStore files) {
        this.files = files;
    }

    @Override
    public ToolSpec spec() {
        return SPEC;
    }

    @Override
    public String summary(JsonNode input) {
        return Summary.of("read_file", input, "path");
    }

    @Override
    public ToolOutput run(ToolRun run) {
        Shell shell = run.shell();
        String path = Paths.absolute(shell, run.input().get("path").asString());
        int offset = run.input().path("offset").asInt(1);
        int limit = run.input().path("limit").asInt(LINES);
        FileReply reply =
                FileReply.of(
                        shell,
                        FileReply.script(
                                Scripts.of(
                                        Map.of(
                                                "path", path,
                                                "offset", offset,
                                                "limit", limit,
                                                "most", MOST_BYTES),
                                        "files",
                                        "read_file"),
                                run,
                                MOST_BYTES + 4096));
        FileReply.Line told = reply.last();
        if (!told.word().equals("file")) {
            return ToolResults.failed(FileReply.problem(told, path));
        }
        int first = (int) Math.min(told.number("first"), reply.bytes().length);
        byte[] start = Arrays.copyOf(reply.bytes(), first);
        byte[] content = Arrays.copyOfRange(reply.bytes(), first, reply.bytes().length);
        String mediaType = MediaTypes.of(path, start);
        if (MediaTypes.isImage(mediaType)) {
            return image(run, shell, path, mediaType, told.number("size"));
        }
        if (MediaTypes.isBinary(start) || MediaTypes.isBinary(content)) {
            return ToolResults.finished(binary(mediaType, told.number("size")));
        }
        return text(told, content, offset);
    }

    private static ToolOutput text(FileReply.Line told, byte[] content, int offset) {
        NumberedLines lines = NumberedLines.of(content, content.length == MOST_BYTES, offset);
        NumberedLines.Shown shown = lines.within(OutputCap.DEFAULT);
        ObjectNode result = ToolResults.object().put("content", shown.text());
        long total = told.number("lines");
        result.put("total_lines", total);
        result.put("lines_read", shown.lines());
        result.put("file_size", told.number("size"));
        if (lines.carriageReturns()) {
            result.put("line_endings", "crlf");
        }
        if (shown.leftOut() > 0) {
            result.put("truncated", true);
            result.put(
                    "note",
                    "cut after %d lines; %d bytes of those you asked for are not shown: go on with"
                                    .formatted(shown.lines(), shown.leftOut())
                            + " offset "
                            + (offset + shown.lines()));
        } else if (shown.lines() == 0 && total > 0) {
            result.put("note", "the file has only " + total + " lines");
        }
        boolean cut = shown.leftOut() > 0;
        return ToolResults.of(ToolState.FINISHED, result, cut ? lines.text() : null, cut);
    }

    private ToolOutput image(ToolRun run, Shell shell, String path, String mediaType, long size) {
        ObjectNode result = binary(mediaType, size);
        if (size > MOST_IMAGE_BYTES) {
            return ToolResults.finished(result.put("note", "too large to be shown"));
        }
        WorkspaceFile file = WorkspaceFile.fetch(run, shell, path, MOST_IMAGE_BYTES);
        if (!file.problem().isEmpty()) {
            return ToolResults.failed(file.problem());
        }
        String name = WorkspaceFile.name(path);
        try {
            FileInspector.inspect("the image", null, file.bytes());
        } catch (WrongFileException wrong) {
            return ToolResults.finished(result.put("note", String.valueOf(wrong.getMessage())));
        }
        var id = WorkspaceFile.id(run);
        files.save(id, run.chat(), run.owner(), name, mediaType, file.bytes());
        Part image = new Part.Image(id, name, mediaType, file.bytes().length);
        return new ToolOutput(ToolState.FINISHED, result, null, false, List.of(image));
    }

    private static ObjectNode binary(String mediaType, long size) {
        return ToolResults.object()
                .put("binary", true)
                .put("media_type", mediaType)
                .put("file_size", size);
    }
}
