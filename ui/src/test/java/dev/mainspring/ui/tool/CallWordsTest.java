package dev.mainspring.ui.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainspring.conversation.Json;
import dev.mainspring.conversation.ProcessState;
import dev.mainspring.conversation.ProcessStatus;
import dev.mainspring.conversation.ToolCallId;
import dev.mainspring.conversation.ToolState;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CallWordsTest {

    @Test
    void aCommandSaysWhatItRanAndHowItEndedIfBadly() {
        assertThat(words("execute", "{\"command\":\"mvn test\"}", "{\"exit_code\":1}"))
                .isEqualTo("Ran mvn test [exit 1]");
        assertThat(words("execute", "{\"command\":\"ls\"}", "{\"exit_code\":0}"))
                .isEqualTo("Ran ls []");
    }

    @Test
    void aCommandOfManyLinesShowsItsFirst() {
        assertThat(words("execute", "{\"command\":\"cd x\\nmake\"}", "{\"exit_code\":0}"))
                .isEqualTo("Ran cd x … []");
    }

    @Test
    void anEditCountsItsLines() {
        String diff = "--- a\\n+++ b\\n@@ -1 +1,2 @@\\n-old\\n+new\\n+newer";
        assertThat(
                        words(
                                "edit_files",
                                "{\"files\":[{\"path\":\"a\"}]}",
                                "{\"files\":[{\"path\":\"a\",\"diff\":\"" + diff + "\"}]}"))
                .isEqualTo("Edited a [+2 −1]");
    }

    @Test
    void aPieceOfAFileSaysWhichLines() {
        assertThat(
                        words(
                                "read_file",
                                "{\"path\":\"a\",\"offset\":50}",
                                "{\"lines_read\":25,\"total_lines\":300}"))
                .isEqualTo("Read a [50–74]");
    }

    @Test
    void aToolThatTheUiDoesNotKnowShowsItsSummary() {
        assertThat(words("new_tool", "{}", "{}")).isEqualTo("the summary []");
    }

    @Test
    void aCommandThatWentOnSaysHowItEndedLater() {
        assertThat(words(new ProcessStatus(ProcessState.EXITED, 0, null))).endsWith("[ended]");
        assertThat(words(new ProcessStatus(ProcessState.EXITED, 3, null)))
                .endsWith("[ended, exit 3]");
        assertThat(words(new ProcessStatus(ProcessState.EXITED, 143, null)))
                .endsWith("[ended by SIGTERM]");
        assertThat(words(new ProcessStatus(ProcessState.STOPPED, 137, null)))
                .endsWith("[stopped by SIGKILL]");
        assertThat(words(new ProcessStatus(ProcessState.STOPPED, null, null)))
                .endsWith("[stopped]");
        assertThat(words(ProcessStatus.of(ProcessState.LOST, null)))
                .endsWith("[gone, exit unknown]");
    }

    private static String words(ProcessStatus process) {
        return words("execute", "{\"command\":\"x\"}", "{\"process_id\":\"p\"}", process);
    }

    private static String words(String tool, String input, String result) {
        return words(tool, input, result, null);
    }

    private static String words(
            String tool, String input, String result, @Nullable ProcessStatus process) {
        Call call =
                new Call(
                        new ToolCallId(UUID.randomUUID()),
                        tool,
                        Json.MAPPER.readTree(input),
                        "the summary",
                        ToolState.FINISHED,
                        Instant.EPOCH,
                        Duration.ofSeconds(1),
                        Json.MAPPER.readTree(result),
                        false,
                        process);
        CallWords words = CallWords.of(call);
        return words.sentence() + " [" + words.outcome() + "]";
    }
}
