package dev.mainspring.activities.tools;

import dev.mainspring.activities.workspace.Shell;
import dev.mainspring.conversation.ToolClass;
import dev.mainspring.conversation.ToolSpec;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes a whole file, in one step for whoever reads it. */
@Component
final class WriteFileTool implements Tool {

    private static final ToolSpec SPEC =
            ToolSchemas.spec(
                    ToolClass.WRITE,
                    "write_file",
                    """
                    Writes a whole file, replacing what was there; makes its folders and keeps its
                    mode. For changes of a part use edit_files.
                    """,
                    """
                    "path": %s,
                    "content": {"type": "string", "maxLength": 10000000,
                      "description": "the whole content"}
                    """
                            .formatted(ToolSchemas.PATH),
                    "path, content");

    @Override
    public ToolSpec spec() {
        return SPEC;
    }

    @Override
    public String summary(JsonNode input) {
        return Summary.of("write_file", input, "path");
    }

    @Override
    public ToolOutput run(ToolRun run) {
        Shell shell = run.shell();
        String path = Paths.absolute(shell, run.input().get("path").asString());
        byte[] content = run.input().get("content").asString().getBytes(StandardCharsets.UTF_8);
        String script =
                Scripts.of(
                        Map.of("path", path, "bytes", content.length, "id", run.call()),
                        "files",
                        "write_file");
        boolean repeated = run.begin(shell.incarnation()).isPresent();
        FileReply reply = FileReply.of(shell, FileReply.script(script, 1 << 16).withStdin(content));
        FileReply.Line told = reply.last();
        if (!told.word().equals("written")) {
            return ToolResults.failed(FileReply.problem(told, path));
        }
        ObjectNode result = ToolResults.object().put("ok", true).put("bytes", content.length);
        result.put("created", told.fact("created").equals("yes"));
        if (told.fact("same").equals("yes") && !repeated) {
            result.put("note", "the file had exactly this content already");
        }
        return ToolResults.finished(result);
    }
}
