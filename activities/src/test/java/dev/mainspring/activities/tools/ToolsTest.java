package dev.mainspring.activities.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.Json;
import dev.mainspring.conversation.ToolClass;
import dev.mainspring.conversation.ToolState;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ToolsTest {

    private final FileStore files = (id, chat, owner, name, mediaType, bytes) -> {};
    private final Tools tools =
            new Tools(
                    List.of(
                            new ExecuteTool(owner -> Optional.empty()),
                            new ProcessOutputTool(),
                            new ProcessListTool(),
                            new ProcessSignalTool(),
                            new ReadFileTool(files),
                            new WriteFileTool(),
                            new EditFilesTool(),
                            new SearchFilesTool(),
                            new ListFilesTool(),
                            new AttachFileTool(files)));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "execute | {} | command",
                "execute | {\"command\": \"\"} | /command",
                "execute | {\"command\": \"x\", \"timeout\": \"soon\"} | /timeout soon",
                "execute | {\"command\": \"x\", \"cwd\": \"/\"} | cwd",
                "execute | {\"command\": 7} | /command integer string (it is 7)",
                "read_file | {\"path\": \"x\", \"offset\": 0} | /offset minimum 1 (it is 0)",
                "process_signal | {\"process_id\": \"x\", \"signal\": \"hup\"} | /signal terminate hup",
                "edit_files | {\"files\": []} | /files",
                "edit_files | {\"files\": [{\"path\": \"x\", \"edits\": [{\"old_text\": \"a\"}]}]}"
                        + " | /files/0/edits/0 new_text",
                "list_files | \"{broken\" | not JSON object {broken",
                "no_such | {} | no_such execute read_file",
            })
    void aBadInputIsRefusedWithFieldValueAndRule(String tool, String input, String words) {
        FakeRun run = new FakeRun(ChatId.random(), null, input);

        ToolOutput refusal = tools.run(FakeRun.SCOPE, tool, run);

        assertThat(refusal.state()).isEqualTo(ToolState.FAILED);
        assertThat(refusal.result().get("error").asString()).contains(words.split(" "));
    }

    @Test
    void everySchemaIsStrict() {
        assertThat(tools.specs(FakeRun.SCOPE)).hasSize(10);
        tools.specs(FakeRun.SCOPE)
                .forEach(spec -> {
                    JsonNode schema = spec.inputSchema();
                    assertThat(schema.get("type").asString()).isEqualTo("object");
                    assertThat(schema.get("additionalProperties").asBoolean(true)).isFalse();
                    assertThat(spec.description()).hasSizeBetween(30, 500).endsWith(".");
                });
    }

    @Test
    void aSummaryIsOneShortLineWhateverTheInput() {
        assertThat(
                        tools.summary(
                                FakeRun.SCOPE,
                                "execute",
                                Json.MAPPER.readTree("{\"command\":\"mvn -q\\n test\"}")))
                .isEqualTo("execute: mvn -q test");
        JsonNode lengthy =
                Json.MAPPER.createObjectNode().put("command", "x\u0000\u001b😀".repeat(200));
        assertThat(tools.summary(FakeRun.SCOPE, "execute", lengthy)).hasSizeLessThanOrEqualTo(120);
        for (Tool tool : tools.all()) {
            String name = tool.spec().name();
            assertThat(tools.summary(FakeRun.SCOPE, name, Json.MAPPER.readTree("\"{\"")))
                    .startsWith(name);
            assertThat(
                            tools.summary(
                                    FakeRun.SCOPE,
                                    name,
                                    Json.MAPPER.readTree("{\"files\": 3, \"path\": []}")))
                    .startsWith(name);
        }
        assertThat(tools.summary(FakeRun.SCOPE, "what\never", lengthy)).isEqualTo("what ever");
    }

    @Test
    void kindsAreThoseOfTheContract() {
        assertThat(tools.kind(FakeRun.SCOPE, "execute")).isEqualTo(ToolClass.EXECUTE);
        assertThat(tools.kind(FakeRun.SCOPE, "write_file")).isEqualTo(ToolClass.WRITE);
        assertThat(tools.kind(FakeRun.SCOPE, "read_file")).isEqualTo(ToolClass.READ);
        assertThat(tools.kind(FakeRun.SCOPE, "no_such")).isEqualTo(ToolClass.READ);
        assertThatThrownBy(() -> new Tools(List.of(new WriteFileTool(), new WriteFileTool())))
                .hasMessageContaining("write_file");
    }

    @ParameterizedTest
    @CsvSource({
        "*.java, a/b/C.java, true",
        "*.java, C.java, true",
        "*.java, C.javax, false",
        "src/**/*.py, src/x.py, true",
        "src/**/*.py, src/a/b/x.py, true",
        "src/**/*.py, lib/x.py, false",
        "'*.{js,ts}', x/y.ts, true",
        "[a-c]?.txt, b1.txt, true",
        "[!a-c]?.txt, b1.txt, false",
        "a+b.txt, a+b.txt, true"
    })
    void globsAreThoseOfGit(String glob, String name, boolean matches) {
        assertThat(Glob.of(glob).test(name)).isEqualTo(matches);
    }
}
