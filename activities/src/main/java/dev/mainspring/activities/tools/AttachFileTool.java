package dev.mainspring.activities.tools;

import dev.mainspring.activities.workspace.Shell;
import dev.mainspring.conversation.ToolClass;
import dev.mainspring.conversation.ToolSpec;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Copies a file of the workspace into the chat, as a download. */
@Component
final class AttachFileTool implements Tool {

    /** docs/tools.md says so, too. */
    private static final int MOST_BYTES = 10 << 20;

    private static final ToolSpec SPEC =
            ToolSchemas.spec(
                    ToolClass.READ,
                    "attach_file",
                    "Gives the person a file of the workspace (at most 10 MB) as a download.",
                    """
                    "path": %s,
                    "name": {"type": "string", "minLength": 1, "maxLength": 255,
                      "description": "what the download is called; the file's own name if absent"}
                    """
                            .formatted(ToolSchemas.PATH),
                    "path");

    private final FileStore files;

    AttachFileTool(FileStore files) {
        this.files = files;
    }

    @Override
    public ToolSpec spec() {
        return SPEC;
    }

    @Override
    public String summary(JsonNode input) {
        return Summary.of("attach_file", input, "path");
    }

    @Override
    public ToolOutput run(ToolRun run) {
        Shell shell = run.shell();
        String path = Paths.absolute(shell, run.input().get("path").asString());
        WorkspaceFile file = WorkspaceFile.fetch(run, shell, path, MOST_BYTES);
        if (!file.problem().isEmpty()) {
            return ToolResults.failed(file.problem());
        }
        String name = run.input().path("name").asString(WorkspaceFile.name(path));
        String mediaType = MediaTypes.of(name, file.bytes());
        var id = WorkspaceFile.id(run);
        files.save(id, run.chat(), run.owner(), name, mediaType, file.bytes());
        return ToolResults.finished(
                ToolResults.object()
                        .put("ok", true)
                        .put("file_id", id.toString())
                        .put("name", name)
                        .put("media_type", mediaType)
                        .put("bytes", file.bytes().length));
    }
}
