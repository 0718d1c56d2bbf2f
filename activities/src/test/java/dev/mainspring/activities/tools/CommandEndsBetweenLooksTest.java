package dev.mainspring.activities.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainspring.activities.workspace.ShellScript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A supervisor that writes the exit status after a script looked for it, and is gone at once. */
class CommandEndsBetweenLooksTest {

    private static final String CALL = "7f3a";

    /** Stands for the look at the process. */
    private static final String ENDS_NOW =
            """
            lives() { true > "$dir/exit=5"; return 1; }
            """;

    @TempDir Path folder;
    private Path call;

    @BeforeEach
    void make() throws IOException {
        call = Files.createDirectories(folder.resolve("home/.mainspring/calls/" + CALL));
        Files.createDirectories(folder.resolve("work"));
        Files.writeString(call.resolve("about"), "chat boot 1.00 1 1 1\n");
        Files.writeString(call.resolve("supervisor"), "1 1\n");
        Files.writeString(call.resolve("leader"), "999999999 1\n");
        Files.writeString(call.resolve("command"), "true\n");
        Files.writeString(call.resolve("drained"), "");
    }

    private String run(String shell, Map<String, ?> values, List<String> library, String script) {
        String source =
                Scripts.of(values, library.toArray(String[]::new))
                        + ENDS_NOW
                        + Scripts.of(Map.of(), script);
        ProcessShell sh = new ProcessShell(folder.resolve("work"), folder.resolve("home"), shell);
        return sh.run(ShellScript.of(source, Duration.ofSeconds(10))).out();
    }

    private List<String> exits() throws IOException {
        try (Stream<Path> files = Files.list(call)) {
            return files.map(it -> it.getFileName().toString())
                    .filter(it -> it.startsWith("exit="))
                    .toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "bash"})
    void aReportSaysExited(String shell) {
        Map<String, String> values = Map.of("id", "", "ids", CALL);
        assertThat(run(shell, values, List.of("calls"), "look"))
                .startsWith(CALL + " mainspring: exited code=5 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "bash"})
    void theListSaysExited(String shell) {
        Map<String, String> values = Map.of("id", "", "of", "chat", "most", "20");
        assertThat(run(shell, values, List.of("calls"), "list")).startsWith(CALL + "\texited\t5\t");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "bash"})
    void whoEndsItWritesNoSecondStatus(String shell) throws IOException {
        run(shell, Map.of("id", CALL), List.of("calls", "ending"), "end");
        assertThat(exits()).containsExactly("exit=5");
    }
}
