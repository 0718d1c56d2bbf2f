package dev.mainspring.activities.context;

import dev.mainspring.activities.workspace.Shell;
import dev.mainspring.activities.workspace.ShellException;
import dev.mainspring.activities.workspace.ShellScript;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A file as a script told it.
 *
 * @param size of the file, bytes
 * @param path in the workspace
 * @param text its beginning
 */
record ToldFile(String kind, long size, String path, String text) {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** Of one script: instruction files of a few folders and the heads of many skills. */
    private static final int MOST_BYTES = 1 << 20;

    /** Whether the file is longer than what was told. */
    boolean cut() {
        return text.getBytes(StandardCharsets.UTF_8).length < size;
    }

    /**
     * Has a script tell files.
     *
     * @param arguments of the script
     * @throws ShellException if the workspace cannot be reached
     */
    static List<ToldFile> read(Shell shell, String script, List<String> arguments) {
        String set =
                arguments.stream()
                        .map(it -> "'" + it.replace("'", "'\\''") + "'")
                        .collect(Collectors.joining(" ", "set -- ", "\n"));
        ShellScript source =
                ShellScript.of(set + source("emit") + source(script), LIMIT)
                        .withMaxOutputBytes(MOST_BYTES);
        return parse(shell.run(source).stdout());
    }

    /** Stops where a file has changed while it was told. */
    static List<ToldFile> parse(byte[] told) {
        List<ToldFile> files = new ArrayList<>();
        int at = 0;
        while (at < told.length) {
            int end = at;
            while (end < told.length && told[end] != '\n') {
                end++;
            }
            String[] words = new String(told, at, end - at, StandardCharsets.UTF_8).split(" ", 4);
            boolean whole =
                    words.length == 4
                            && words[1].matches("\\d{1,18}")
                            && words[2].matches("\\d{1,9}");
            int shown = whole ? Integer.parseInt(words[2]) : 0;
            if (!whole || shown >= told.length - end - 1) {
                break;
            }
            String text = new String(told, end + 1, shown, StandardCharsets.UTF_8);
            files.add(new ToldFile(words[0], Long.parseLong(words[1]), words[3], text));
            at = end + 1 + shown + 1;
        }
        return List.copyOf(files);
    }

    static String source(String name) {
        try (InputStream in = ToldFile.class.getResourceAsStream(name + ".sh")) {
            if (in == null) {
                throw new IllegalArgumentException("there is no script " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read script " + name, e);
        }
    }
}
