package dev.mainspring.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.mainspring.testing.ProductTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * The examples of the API's documents do what they say, against the product: each request is
 * answered with a 2xx, but for those of blocks marked {@code sh refused}.
 */
@ProductTest
class ApiTourTest {

    /** Between the outputs of two blocks. */
    private static final String MARK = "@@@@ next block @@@@";

    private static final long LIMIT_SECONDS = 240;

    /** Ends the script where a request is refused, also in the middle of a pipeline. */
    private static final String ACCEPTED =
            """
            curl() {
              command curl --fail-with-body "$@" && code=0 || code=$?
              if [ "$code" -eq 22 ]; then echo " was refused: curl $*" >&2; kill $$; fi
              return "$code"
            }
            """;

    private static final String REFUSED = "curl() { command curl \"$@\"; }\n";

    @LocalServerPort int port;

    @TestFactory
    Stream<DynamicTest> everyBlockOfTheTourPrintsWhatItSays() throws Exception {
        return blocks("docs/api-tour.md");
    }

    @TestFactory
    Stream<DynamicTest> everyExampleOfTheReferenceRuns() throws Exception {
        return blocks("docs/api.md");
    }

    private Stream<DynamicTest> blocks(String document) throws Exception {
        List<Fences.Step> steps = Fences.steps(Files.readString(Path.of(document)));
        List<String> printed = run(steps);
        List<DynamicTest> tests = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            Fences.Step step = steps.get(i);
            String output = i < printed.size() ? printed.get(i) : "it was never run";
            boolean last = i >= printed.size() - 1;
            tests.add(dynamicTest(step.heading(), () -> check(step, output, last, printed)));
        }
        return tests.stream();
    }

    private static void check(Fences.Step step, String output, boolean last, List<String> printed) {
        if (step.printed() != null) {
            assertThat(output.strip()).as(step.commands()).matches(pattern(step.printed()));
        }
        assertThat(output).as(step.commands()).isNotEqualTo("it was never run");
        if (last) {
            assertThat(printed.getLast()).as("%s\n%s", step.commands(), output).endsWith("done\n");
        }
    }

    private static Pattern pattern(String said) {
        return Pattern.compile(
                Arrays.stream(said.strip().split("…", -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining(".*")));
    }

    /** What each block printed, up to the one that failed. */
    private List<String> run(List<Fences.Step> steps) throws IOException, InterruptedException {
        String script =
                steps.stream()
                        .map(step -> (step.refused() ? REFUSED : ACCEPTED) + step.commands())
                        .collect(
                                Collectors.joining(
                                        "\necho '" + MARK + "'\n",
                                        "set -eu\n",
                                        "\necho '" + MARK + "'\necho done\n"))
                        .replace("http://127.0.0.1:8080", "http://127.0.0.1:" + port);
        Path file = Files.createTempFile("mainspring-tour", ".sh");
        try {
            Files.writeString(file, script);
            ProcessBuilder shell = new ProcessBuilder("sh", file.toString());
            shell.environment().put("MAINSPRING_BOOTSTRAP_TOKEN", ProductTest.TOKEN);
            shell.environment().remove("MAINSPRING_URL");
            Process process = shell.redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).as(output).isTrue();
            return List.of(output.split(MARK + "\n"));
        } finally {
            Files.delete(file);
        }
    }
}
