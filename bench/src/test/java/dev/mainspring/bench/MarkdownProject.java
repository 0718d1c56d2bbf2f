package dev.mainspring.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The real project of {@code bench/scenarios/markdown-toc}: brought, and looked at afterwards. */
final class MarkdownProject {

    static final String MODEL = "scripted/markdown-toc";
    static final String REQUEST = "Headings of the same text share an anchor. Mend it.";

    /** A download and a build of the archive's metadata. */
    private static final long LIMIT_SECONDS = 180;

    private static final Path SCENARIO = Path.of("bench/scenarios/markdown-toc").toAbsolutePath();

    private MarkdownProject() {}

    /**
     * Puts the archive, fetched once with pip, and the scripts beside a workspace's directory.
     *
     * @return the command that makes the repository, to be run in the directory
     */
    static String bring(Path directory) {
        String told = run(SCENARIO, SCENARIO.resolve("fetch").toString());
        Path archive = Path.of(told.lines().toList().getLast());
        try {
            Path beside = Files.createDirectories(directory.resolveSibling("scenario"));
            for (Path file :
                    List.of(
                            archive,
                            SCENARIO.resolve("prepare"),
                            SCENARIO.resolve("defect.patch"))) {
                Files.copy(
                        file,
                        beside.resolve(file.getFileName()),
                        StandardCopyOption.REPLACE_EXISTING);
            }
            return "sh ../scenario/prepare ../scenario/%s .".formatted(archive.getFileName());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The work is committed, nothing else is changed, and the project's own tests pass. */
    static void assertMended(Path directory) {
        assertThat(git(directory, "log", "--format=%s"))
                .isEqualTo("Make anchors of headings unique\nImport Markdown 3.7\n");
        assertThat(git(directory, "status", "--porcelain")).isEmpty();
        assertThat(git(directory, "diff", "--stat", "HEAD~1"))
                .contains("markdown/extensions/toc.py | 4 ++--", "1 file changed");
        assertThat(
                        run(
                                directory,
                                "python3",
                                "-B",
                                "-m",
                                "unittest",
                                "tests.test_syntax.extensions.test_toc"))
                .contains("\nOK");
    }

    /** Also where the repository is the sandbox user's. */
    private static String git(Path directory, String... words) {
        return run(
                directory,
                Stream.concat(
                                Stream.of("git", "-c", "safe.directory=*", "--no-pager"),
                                Stream.of(words))
                        .toArray(String[]::new));
    }

    private static String run(Path directory, String... command) {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .directory(directory.toFile())
                            .redirectErrorStream(true)
                            .start();
            String output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new AssertionError(String.join(" ", command) + "\n" + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
