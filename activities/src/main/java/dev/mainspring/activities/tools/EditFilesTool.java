package dev.mainspring.activities.tools;

import dev.mainspring.activities.workspace.Shell;
import dev.mainspring.activities.workspace.ShellScript;
import dev.mainspring.conversation.Json;
import dev.mainspring.conversation.ToolClass;
import dev.mainspring.conversation.ToolSpec;
import dev.mainspring.conversation.ToolState;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Edits several files: all of it or nothing. */
@Component
final class EditFilesTool implements Tool {

    private static final int MOST_FILE_BYTES = 10 << 20;

    /** Of all files of a call together. */
    private static final int MOST_BYTES = 16 << 20;

    private static final ToolSpec SPEC =
            ToolSchemas.spec(
                    ToolClass.WRITE,
                    "edit_files",
                    """
                    Replaces text in files, all edits or none. Each old_text must match exactly one
                    place (give enough surroundings) unless replace_all is set; edits of a file are
                    applied in order. Differences in white space and indentation are tolerated.
                    Returns a diff for each file.
                    """,
                    """
                    "files": {"type": "array", "minItems": 1, "maxItems": 100, "items":
                      {"type": "object", "additionalProperties": false,
                       "required": ["path", "edits"], "properties": {
                        "path": %s,
                        "edits": {"type": "array", "minItems": 1, "maxItems": 200, "items":
                          {"type": "object", "additionalProperties": false,
                           "required": ["old_text", "new_text"], "properties": {
                            "old_text": {"type": "string", "minLength": 1},
                            "new_text": {"type": "string"},
                            "replace_all": {"type": "boolean", "default": false}}}}}}}
                    """
                            .formatted(ToolSchemas.PATH),
                    "files");

    @Override
    public ToolSpec spec() {
        return SPEC;
    }

    @Override
    public String summary(JsonNode input) {
        List<String> paths = new ArrayList<>();
        input.path("files").forEach(file -> paths.add(file.path("path").asString("")));
        return Summary.of("edit_files", String.join(", ", paths));
    }

    @Override
    public ToolOutput run(ToolRun run) {
        Shell shell = run.shell();
        List<FileEdits> files =
                FileEdits.of(run.input().get("files"), path -> Paths.absolute(shell, path));
        String paths =
                files.stream()
                        .map(file -> ShellWords.quote(file.path()))
                        .collect(Collectors.joining(" ", "set -- ", "\n"));
        run.begin(shell.incarnation());
        FileReply loaded = FileReply.of(shell, load(run, paths));
        if (!loaded.last().word().equals("file")) {
            return outcome(loaded, files);
        }
        long expected = loaded.lines().stream().mapToLong(line -> line.number("size")).sum();
        if (expected > MOST_BYTES) {
            return ToolResults.failed("nothing was changed: the files have more than 16 MB");
        }
        if (loaded.bytes().length != expected) {
            return ToolResults.failed("nothing was changed: a file grew meanwhile; try again");
        }
        List<FileEdits.Edited> edited = new ArrayList<>();
        try {
            int at = 0;
            for (int i = 0; i < files.size(); i++) {
                int size = (int) loaded.lines().get(i).number("size");
                int end = at + size;
                edited.add(files.get(i).applyTo(Arrays.copyOfRange(loaded.bytes(), at, end)));
                at = end;
            }
        } catch (FileEdits.Refusal e) {
            return ToolResults.failed(String.valueOf(e.getMessage()));
        }
        return outcome(FileReply.of(shell, commit(run, paths, loaded, files, edited)), files);
    }

    private static ShellScript load(ToolRun run, String paths) {
        String script =
                Scripts.of(
                        Map.of("id", run.call(), "most", MOST_FILE_BYTES),
                        "calls",
                        "files",
                        "edits");
        return FileReply.script(script + paths + Scripts.of(Map.of(), "edit_load"), MOST_BYTES);
    }

    private static ShellScript commit(
            ToolRun run,
            String paths,
            FileReply loaded,
            List<FileEdits> files,
            List<FileEdits.Edited> edited) {
        ByteArrayOutputStream stdin = new ByteArrayOutputStream();
        edited.forEach(file -> stdin.writeBytes(file.bytes()));
        stdin.writeBytes(result(files, edited).toString().getBytes(StandardCharsets.UTF_8));
        String sizes =
                edited.stream()
                        .map(file -> Integer.toString(file.bytes().length))
                        .collect(Collectors.joining(" "));
        String sums =
                loaded.lines().stream()
                        .map(line -> line.fact("sum"))
                        .collect(Collectors.joining(" "));
        String script =
                Scripts.of(
                        Map.of(
                                "id",
                                run.call(),
                                "bytes",
                                stdin.size(),
                                "sizes",
                                sizes,
                                "sums",
                                sums),
                        "calls",
                        "files",
                        "edits");
        return FileReply.script(script + paths + Scripts.of(Map.of(), "edit_commit"), MOST_BYTES)
                .withStdin(stdin.toByteArray());
    }

    private static ObjectNode result(List<FileEdits> files, List<FileEdits.Edited> edited) {
        ObjectNode result = ToolResults.object().put("ok", true);
        ArrayNode told = result.putArray("files");
        for (int i = 0; i < files.size(); i++) {
            told.addObject()
                    .put("path", files.get(i).named())
                    .put("diff", edited.get(i).diff())
                    .put("replacements", edited.get(i).replacements());
        }
        return result;
    }

    private static ToolOutput outcome(FileReply reply, List<FileEdits> files) {
        FileReply.Line told = reply.last();
        if (told.word().equals("edited")) {
            return capped((ObjectNode) Json.MAPPER.readTree(reply.bytes()));
        }
        int n = (int) Math.clamp(told.number("n"), 1, files.size());
        String problem = FileReply.problem(told, files.get(n - 1).named());
        return ToolResults.failed(
                (told.fact("partly").equals("yes")
                                ? "some of the files are changed, some are not: "
                                : "nothing was changed: ")
                        + problem);
    }

    /** The diffs share what a model may see. */
    private static ToolOutput capped(ObjectNode result) {
        String full = result.toString();
        if (full.length() < OutputCap.DEFAULT.bytes() / 4) {
            return ToolResults.finished(result);
        }
        int count = result.get("files").size();
        OutputCap share = new OutputCap(Math.max(1_024, OutputCap.DEFAULT.bytes() / count));
        boolean truncated = false;
        for (JsonNode file : result.get("files")) {
            OutputCap.Cut cut = share.cut(file.get("diff").asString());
            ((ObjectNode) file).put("diff", cut.text());
            truncated |= cut.truncated();
        }
        return ToolResults.of(ToolState.FINISHED, result, truncated ? full : null, truncated);
    }
}
