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
    private final Offer offer = tools.offer(FakeRun.SCOPE);

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
        assertThat(offer.specs()).hasSize(10);
        offer.specs()
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
                        offer.summary(
                                "execute",
                                Json.MAPPER.readTree("{\"command\":\"mvn -q\\n test\"}")))
                .isEqualTo("execute: mvn -q test");
        JsonNode lengthy =
                Json.MAPPER.createObjectNode().put("command", "x\u0000\u001b😀".repeat(200));
        assertThat(offer.summary("execute", lengthy)).hasSizeLessThanOrEqualTo(120);
        for (Tool tool : tools.all()) {
            String name = tool.spec().name();
            assertThat(offer.summary(name, Json.MAPPER.readTree("\"{\""))).startsWith(name);
            assertThat(offer.summary(name, Json.MAPPER.readTree("{\"files\": 3, \"path\": []}")))
                    .startsWith(name);
        }
        assertThat(offer.summary("what\never", lengthy)).isEqualTo("what ever");
    }

    /** A server's tools, and how often they were asked for: it may be slow, or away. */
    private static final class CountedSource implements ToolSource {
        private int asked;

        @Override
        public List<Tool> tools(ToolScope scope) {
            asked++;
            return List.of();
        }

        @Override
        public boolean owns(String name) {
            return name.contains("__");
        }
    }

    @Test
    void whatAModelAsksForIsJudgedWithoutAskingServersAgain() {
        CountedSource source = new CountedSource();
        Tools all = new Tools(List.of(new WriteFileTool()), List.of(source), List.of());
        Offer once = all.offer(FakeRun.SCOPE);
        JsonNode input = Json.MAPPER.createObjectNode();
        assertThat(once.kind("jira__find")).isEqualTo(ToolClass.EXECUTE);
        assertThat(once.summary("jira__find", input)).isEqualTo("jira__find");
        assertThat(all.problem(FakeRun.SCOPE, "no_such", input).orElseThrow())
                .contains("no tool named 'no_such'", "write_file");
        assertThat(all.problem(FakeRun.SCOPE, "jira__find", input)).isEmpty();
        assertThat(source.asked).isEqualTo(1);
    }

    @Test
    void kindsAreThoseOfTheContract() {
        assertThat(offer.kind("execute")).isEqualTo(ToolClass.EXECUTE);
        assertThat(offer.kind("write_file")).isEqualTo(ToolClass.WRITE);
        assertThat(offer.kind("read_file")).isEqualTo(ToolClass.READ);
        assertThat(offer.kind("no_such")).isEqualTo(ToolClass.READ);
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
