package dev.mainspring.activities.tools;

import dev.mainspring.activities.DetachedException;
import dev.mainspring.activities.workspace.Shell;
import dev.mainspring.activities.workspace.ShellException;
import dev.mainspring.activities.workspace.ShellResult;
import dev.mainspring.activities.workspace.ShellScript;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a script about files told and wrote.
 *
 * @param lines what it told, in order
 * @param bytes its standard output
 * @param complaint what programs in it said on standard error
 */
record FileReply(List<Line> lines, byte[] bytes, String complaint) {

    private static final String PREFIX = "mainspring: ";
    private static final Duration LIMIT = Duration.ofSeconds(100);

    /** A word and named facts. */
    record Line(String word, Map<String, String> facts) {
        long number(String name) {
            return Long.parseLong(facts.getOrDefault(name, "0"));
        }

        String fact(String name) {
            return facts.getOrDefault(name, "");
        }
    }

    /** A script that a stop may end anywhere. */
    static ShellScript script(String source, ToolRun run, int mostBytes) {
        return script(source, mostBytes).withCancellation(run.cancellation());
    }

    /** A short script that is not to be ended halfway. */
    static ShellScript script(String source, int mostBytes) {
        return ShellScript.of(source, LIMIT).withMaxOutputBytes(mostBytes);
    }

    /**
     * Runs it and reads what it tells.
     *
     * @throws ShellException if it did not come to its end
     * @throws StoppedException if a person ended it
     */
    static FileReply of(Shell shell, ShellScript script) {
        ShellResult result = shell.run(script);
        List<Line> lines = new ArrayList<>();
        StringBuilder complaint = new StringBuilder();
        for (String line : result.err().split("\n")) {
            if (line.startsWith(PREFIX)) {
                lines.add(parse(line.substring(PREFIX.length())));
            } else if (!line.isBlank()) {
                complaint.append(line).append('\n');
            }
        }
        if (result.exitCode() == -1 || lines.isEmpty()) {
            switch (script.cancellation().state()) {
                case INTERRUPTED -> throw new StoppedException();
                case DETACHED -> throw new DetachedException("a script about files");
                case RUNNING -> {}
            }
            throw new ShellException(
                    "a script in the workspace did not end: " + complaint, true, null);
        }
        return new FileReply(List.copyOf(lines), result.stdout(), complaint.toString());
    }

    Line last() {
        return lines.getLast();
    }

    private static Line parse(String text) {
        String[] words = text.strip().split(" ");
        Map<String, String> facts = new HashMap<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals > 0) {
                facts.put(word.substring(0, equals), word.substring(equals + 1));
            }
        }
        return new Line(words[0], Map.copyOf(facts));
    }

    /** Why a file cannot be used, for the model. */
    static String problem(Line line, String path) {
        String why =
                switch (line.word()) {
                    case "missing" -> "there is no such file";
                    case "directory" -> "it is a directory: see list_files";
                    case "special" -> "it is no regular file";
                    case "denied" -> "no permission to read it";
                    case "locked" -> "no permission to write it";
                    case "large" -> "it is too large: " + line.fact("size") + " bytes";
                    case "parent" -> "its folder cannot be made";
                    case "twice" -> "it is the same file as another one of this call";
                    case "unwritten" ->
                            "it could not be written: the disk is full, or its folder is read-only";
                    case "changed" -> "somebody changed it meanwhile; read it again";
                    default -> line.word();
                };
        return path + ": " + why;
    }
}
