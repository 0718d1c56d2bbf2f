package dev.mainspring.ui.tool;

import java.util.stream.Stream;

/** The lines of a diff of one file, without the two that name it. */
final class UnifiedDiff {

    private static final String HUNK = "@@";

    private UnifiedDiff() {}

    /** Only before the first hunk a line names the file: a removed comment may begin alike. */
    static Stream<String> lines(String diff) {
        return diff.lines().dropWhile(line -> !line.startsWith(HUNK));
    }
}
