package dev.mainspring.activities.tools;

import dev.mainspring.activities.workspace.Shell;
import dev.mainspring.conversation.ToolClass;
import dev.mainspring.conversation.ToolSpec;
import dev.mainspring.conversation.ToolState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Lists a folder, some levels deep. */
@Component
final class ListFilesTool implements Tool {

    /** docs/tools.md says so, too. */
    private static final int MOST = 1_000;

    private static final int DEPTH = 2;
    private static final int MOST_BYTES = 4 << 20;

    private static final ToolSpec SPEC =
            ToolSchemas.spec(
                    ToolClass.READ,
                    "list_files",
                    """
                    Lists files and folders with kind and size (bytes), two levels deep unless
                    depth says otherwise; at most 1000.
                    """,
                    """
                    "path": %s,
                    "glob": {"type": "string", "minLength": 1, "maxLength": 1000,
                      "description": "only names like this, such as *.java or src/**/*.py"},
                    "depth": {"type": "integer", "minimum": 1, "maximum": 20, "default": 2}
                    """
                            .formatted(ToolSchemas.PATH),
                    "");

    private record Entry(String kind, long size, String name) {}

    @Override
    public ToolSpec spec() {
        return SPEC;
    }

    @Override
    public String summary(JsonNode input) {
        String glob = input.path("glob").asString("");
        return Summary.of("list_files", (input.path("path").asString("") + " " + glob).strip());
    }

    @Override
    public ToolOutput run(ToolRun run) {
        JsonNode input = run.input();
        Shell shell = run.shell();
        String path = Paths.absolute(shell, input.path("path").asString(""));
        Predicate<String> wanted = like(input.path("glob").asString(""));
        String script =
                Scripts.of(
                        Map.of("path", path, "depth", input.path("depth").asInt(DEPTH)),
                        "files",
                        "list_files");
        FileReply reply = FileReply.of(shell, FileReply.script(script, run, MOST_BYTES));
        return switch (reply.last().word()) {
            case "listed" -> result(path, entries(reply.bytes(), wanted));
            case "missing" -> ToolResults.failed(path + ": there is no such folder");
            case "file" -> ToolResults.failed(path + ": it is a file: see read_file");
            default -> ToolResults.failed(FileReply.problem(reply.last(), path));
        };
    }

    private static Predicate<String> like(String glob) {
        if (glob.isEmpty()) {
            return name -> true;
        }
        return Glob.of(glob);
    }

    private static List<Entry> entries(byte[] listed, Predicate<String> wanted) {
        List<Entry> entries = new ArrayList<>();
        for (String line : new String(listed, StandardCharsets.UTF_8).split("\0")) {
            String[] told = line.split("\t", 3);
            if (told.length == 3 && wanted.test(told[2])) {
                entries.add(new Entry(kind(told[0]), Long.parseLong(told[1]), told[2]));
            }
        }
        entries.sort(Comparator.comparing(Entry::name));
        return entries;
    }

    private static String kind(String letter) {
        return switch (letter) {
            case "f" -> "file";
            case "d" -> "directory";
            case "l" -> "link";
            default -> "special";
        };
    }

    private static ToolOutput result(String path, List<Entry> entries) {
        ObjectNode result = ToolResults.object().put("path", path);
        ArrayNode told = result.putArray("entries");
        int room = OutputCap.DEFAULT.bytes() - 1_024 - OutputCap.jsonBytes(path);
        for (Entry entry : entries) {
            ObjectNode one =
                    ToolResults.object().put("name", entry.name()).put("kind", entry.kind());
            if (entry.kind().equals("file")) {
                one.put("size", entry.size());
            }
            room -= OutputCap.jsonBytes(entry.name()) + 50;
            if (told.size() == MOST || room < 0) {
                break;
            }
            told.add(one);
        }
        boolean truncated = told.size() < entries.size();
        if (truncated) {
            result.put("truncated", true);
            result.put(
                    "note",
                    "%d of at least %d entries are shown: give a deeper path or a glob"
                            .formatted(told.size(), entries.size()));
        }
        return ToolResults.of(
                ToolState.FINISHED, result, truncated ? full(entries) : null, truncated);
    }

    private static String full(List<Entry> entries) {
        StringBuilder full = new StringBuilder();
        entries.stream()
                .limit(MOST)
                .forEach(entry ->
                        full.append(entry.kind())
                                .append('\t')
                                .append(entry.size())
                                .append('\t')
                                .append(entry.name())
                                .append('\n'));
        return full.toString();
    }
}
