package dev.mainspring.activities.tools;

import dev.mainspring.activities.workspace.Shell;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

/**
 * A whole file fetched from the workspace.
 *
 * @param problem why there is none; empty if there is
 */
record WorkspaceFile(byte[] bytes, String problem) {

    static WorkspaceFile fetch(ToolRun run, Shell shell, String path, int mostBytes) {
        FileReply reply =
                FileReply.of(
                        shell,
                        FileReply.script(
                                Scripts.of(
                                        Map.of("path", path, "most", mostBytes),
                                        "files",
                                        "file_bytes"),
                                run,
                                mostBytes));
        return reply.last().word().equals("file")
                ? new WorkspaceFile(reply.bytes(), "")
                : new WorkspaceFile(new byte[0], FileReply.problem(reply.last(), path));
    }

    static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The same for each attempt of a call. */
    static UUID id(ToolRun run) {
        return UUID.nameUUIDFromBytes(("file of " + run.call()).getBytes(StandardCharsets.UTF_8));
    }
}
