package dev.mainspring.ui.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainspring.conversation.Json;
import org.junit.jupiter.api.Test;

class UnifiedDiffTest {

    private static final String DIFF =
            "--- a/x.sql\n+++ b/x.sql\n@@ -1,2 +1,2 @@\n--- drop nothing\n+++ i;\n same\n";

    @Test
    void aRemovedCommentOfTwoDashesIsShownAndCounted() {
        assertThat(UnifiedDiff.lines(DIFF))
                .containsExactly("@@ -1,2 +1,2 @@", "--- drop nothing", "+++ i;", " same");
        assertThat(DiffCount.of(DIFF)).isEqualTo(new DiffCount(1, 1));
        assertThat(Diffs.lines(DIFF, 10)).contains("--- drop nothing", "+++ i;");
    }

    @Test
    void whatIsToBeApprovedIsShownWhole() {
        var file =
                Json.MAPPER.readTree(
                        """
                        {"path": "x.sql", "edits": [
                         {"old_text": "-- old\\n", "new_text": "++ new", "replace_all": true}]}\
                        """);
        String diff = CallPreview.diff(file);
        assertThat(Diffs.lines(diff, Long.MAX_VALUE))
                .contains("@@ at every place", "--- old", "+++ new");
    }

    @Test
    void aDiffThatIsCutSaysSo() {
        assertThat(Diffs.lines("@@\n+a\n+b\n+c\n", 2)).contains("+a", "2 more lines are not");
    }
}
