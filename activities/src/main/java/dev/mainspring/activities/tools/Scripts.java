package dev.mainspring.activities.tools;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The sh scripts beside this class, each behind the library it needs. */
final class Scripts {

    private static final Map<String, String> LOADED = new ConcurrentHashMap<>();

    private Scripts() {}

    /**
     * A script to run.
     *
     * @param values assigned before anything else
     * @param names of the pieces, in their order
     */
    static String of(Map<String, ?> values, String... names) {
        StringBuilder script = new StringBuilder();
        new TreeMap<>(values)
                .forEach((name, value) ->
                        script.append(name)
                                .append('=')
                                .append(ShellWords.quote(value.toString()))
                                .append('\n'));
        for (String name : names) {
            script.append(LOADED.computeIfAbsent(name, Scripts::load));
        }
        return script.toString();
    }

    /** Without comments and indentation: each exchange carries the script. */
    private static String load(String name) {
        try (InputStream in = Scripts.class.getResourceAsStream(name + ".sh")) {
            if (in == null) {
                throw new IllegalArgumentException("there is no script " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .collect(Collectors.joining("\n", "", "\n"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read script " + name, e);
        }
    }
}
