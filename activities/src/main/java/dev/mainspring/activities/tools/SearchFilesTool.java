package dev.mainspring.activities.tools;

import dev.mainspring.activities.workspace.Shell;
import dev.mainspring.conversation.ToolClass;
import dev.mainspring.conversation.ToolSpec;
import dev.mainspring.conversation.ToolState;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Searches files with what the workspace has: ripgrep, git or grep. */
@Component
final class SearchFilesTool implements Tool {

    private static final int RESULTS = 200;
    private static final int MOST_BYTES = 2 << 20;

    private static final ToolSpec SPEC =
            ToolSchemas.spec(
                    ToolClass.READ,
                    "search_files",
                    """
                    Searches file contents for a regular expression (as ripgrep or grep -E knows
                    them) and returns path:line:text for each match. Leaves out what .gitignore
                    names where it can.
                    """,
                    """
                    "pattern": {"type": "string", "minLength": 1, "maxLength": 10000},
                    "path": %s,
                    "glob": {"type": "string", "minLength": 1, "maxLength": 1000,
                      "description": "only files like this, such as *.java or src/**/*.py"},
                    "max_results": {"type": "integer", "minimum": 1, "maximum": 2000, "default": 200},
                    "context": {"type": "integer", "minimum": 0, "maximum": 20, "default": 0,
                      "description": "lines around each match"}
                    """
                            .formatted(ToolSchemas.PATH),
                    "pattern");

    @Override
    public ToolSpec spec() {
        return SPEC;
    }

    @Override
    public String summary(JsonNode input) {
        String where = input.path("path").asString("");
        return Summary.of(
                "search_files",
                input.path("pattern").asString("") + (where.isEmpty() ? "" : " in " + where));
    }

    @Override
    public ToolOutput run(ToolRun run) {
        JsonNode input = run.input();
        Shell shell = run.shell();
        String path = Paths.absolute(shell, input.path("path").asString(""));
        int most = input.path("max_results").asInt(RESULTS);
        int context = input.path("context").asInt(0);
        String script =
                Scripts.of(
                        Map.of(
                                "path",
                                path,
                                "pattern",
                                input.get("pattern").asString(),
                                "glob",
                                input.path("glob").asString(""),
                                "most",
                                (most + 1) * (2 * context + 2),
                                "context",
                                context),
                        "files",
                        "search_files");
        FileReply reply = FileReply.of(shell, FileReply.script(script, run, MOST_BYTES));
        FileReply.Line told = reply.last();
        if (!told.word().startsWith("with=")) {
            return ToolResults.failed(FileReply.problem(told, path));
        }
        if (reply.bytes().length == 0 && !reply.complaint().isBlank()) {
            return ToolResults.failed("the search failed: " + reply.complaint().strip());
        }
        String prefix = prefix(shell, path);
        SearchMatches matches =
                SearchMatches.of(new String(reply.bytes(), StandardCharsets.UTF_8), prefix, most);
        return result(matches);
    }

    private static ToolOutput result(SearchMatches matches) {
        OutputCap.Cut cut = OutputCap.DEFAULT.cut(matches.text());
        ObjectNode result = ToolResults.object().put("matches", matches.count());
        result.put("content", cut.text());
        boolean truncated = cut.truncated() || matches.more();
        if (truncated) {
            result.put("truncated", true);
        }
        if (matches.more()) {
            result.put("note", "there are more matches: narrow the pattern, the path or the glob");
        }
        return ToolResults.of(
                ToolState.FINISHED, result, cut.truncated() ? matches.text() : null, truncated);
    }

    /** What was searched, as seen from the workspace's directory. */
    private static String prefix(Shell shell, String path) {
        String directory = shell.directory();
        if (path.equals(directory)) {
            return "";
        }
        return path.startsWith(directory + "/") ? path.substring(directory.length() + 1) : path;
    }
}
