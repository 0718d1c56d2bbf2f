package dev.mainspring.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainspring.security.ApiTokens;
import dev.mainspring.testing.ProductTest;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Lets a stranger try what the OpenAPI document promises; {@code ./mainspring test} installs it.
 */
@ProductTest
class SchemathesisTest {

    private static final String VERSION = "4.32.5";

    /**
     * Not unsupported_method: DELETE of /queue/resume is one of /queue/{messageId}, rightly 422.
     */
    private static final String CHECKS =
            "not_a_server_error,status_code_conformance,content_type_conformance,"
                    + "response_headers_conformance,response_schema_conformance,"
                    + "ignored_auth";

    private static final String TOKEN_PATH = "/api/v1/tokens/{id}";
    private static final int MAX_SECONDS = 240;

    @LocalServerPort int port;
    @Autowired JdbcClient jdbc;
    @Autowired ApiTokens tokens;

    /** Without what waits or does not end; and it must not revoke the token it uses. */
    @Test
    @Timeout(MAX_SECONDS + 20)
    void everyAnswerIsDocumentedAndNoneIsAServerError() throws Exception {
        run("all", "--exclude-path-regex", "/(events|wait)$", "--exclude-path", TOKEN_PATH);
    }

    @Test
    @Timeout(MAX_SECONDS + 20)
    void everyAnswerToARevocationAndToAWaitIsDocumented() throws Exception {
        run("tokens", "--include-path-regex", "/(tokens/.id.|wait)$");
    }

    private void run(String name, String... which) throws Exception {
        Path log = Files.createDirectories(Path.of("target/schemathesis")).resolve(name + ".log");
        List<String> command = new ArrayList<>(List.of(program().toString(), "run"));
        command.add("http://127.0.0.1:" + port + "/api/v1/openapi.json");
        command.addAll(List.of("--checks", CHECKS, "--phases", "examples,coverage,fuzzing"));
        command.addAll(
                List.of("--header", "Authorization: Bearer " + People.newMember(jdbc, tokens)));
        // Two workers crash the parser of CPython 3.11.
        command.addAll(List.of("--max-examples", "6", "--seed", "1", "--workers", "1"));
        command.addAll(List.of("--request-timeout", "20", "--no-color"));
        command.addAll(List.of(which));
        Process run =
                new ProcessBuilder(command)
                        .directory(log.getParent().toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        boolean ended = run.waitFor(MAX_SECONDS, TimeUnit.SECONDS);
        run.destroyForcibly();
        assertThat(ended).as("ended in time\n%s", tail(log)).isTrue();
        assertThat(run.exitValue()).as(tail(log)).isZero();
    }

    private static String tail(Path log) throws IOException {
        String all = Files.readString(log);
        return all.substring(Math.max(0, all.length() - 8_000));
    }

    /** Where the launcher puts it, or on the path. */
    private static Path program() {
        Optional<String> cache = Optional.ofNullable(System.getenv("XDG_CACHE_HOME"));
        Path installed =
                Path.of(cache.orElse(System.getProperty("user.home") + "/.cache"))
                        .resolve("mainspring/schemathesis-" + VERSION + "/bin/schemathesis");
        Stream<Path> onPath =
                Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                        .map(folder -> Path.of(folder, "schemathesis"));
        return Stream.concat(Stream.of(installed), onPath)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(
                        () -> new AssertionError("no schemathesis: run ./mainspring test once"));
    }
}
