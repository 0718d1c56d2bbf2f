package dev.mainspring.activities.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainspring.conversation.Json;
import dev.mainspring.conversation.Part;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Searches of the web that a provider makes for its model. */
class WebSearchTest {

    private static Route route(Wire wire, boolean search) {
        ModelConfig model = ModelConfig.unlisted(wire.model(), Duration.ZERO).withWebSearch(search);
        return new Route(wire.provider("http://127.0.0.1", model), model);
    }

    private static Dialect dialect(Wire wire) {
        return switch (wire) {
            case ANTHROPIC -> new AnthropicDialect();
            case RESPONSES -> new ResponsesDialect();
            case CHAT -> new ChatCompletionsDialect();
            case GEMINI -> new GeminiDialect();
        };
    }

    private static JsonNode body(Wire wire, Talk talk, boolean search) {
        return dialect(wire).request(talk.request(), route(wire, search)).body();
    }

    private static List<Part> answer(Wire wire, RecordingListener listener) {
        AnswerDraft draft = new AnswerDraft(route(wire, true).origin(), listener);
        AnswerReader reader = dialect(wire).reader(draft);
        wire.stream("search")
                .lines()
                .filter(line -> line.startsWith("data: "))
                .map(line -> Json.MAPPER.readTree(line.substring(6)))
                .forEach(reader::read);
        return ((ModelOutcome.Answered) draft.outcome()).parts();
    }

    @ParameterizedTest
    @EnumSource
    void aSearchIsOfferedOnlyToModelsThatMay(Wire wire) {
        Talk talk = new Talk(wire.ref()).user("Since when?");
        String offer =
                switch (wire) {
                    case ANTHROPIC -> "\"type\":\"web_search_20250305\"";
                    case RESPONSES -> "{\"type\":\"web_search\"}";
                    case GEMINI -> "\"google_search\":{}";
                    case CHAT -> "no search in this protocol";
                };
        assertThat(body(wire, talk, false).toString()).doesNotContain(offer, "web_search");
        if (wire != Wire.CHAT) {
            assertThat(body(wire, talk, true).toString()).contains(offer, "\"execute\"");
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CHAT")
    void whatItCitesStandsBelowTheTextOnce(Wire wire) {
        RecordingListener listener = new RecordingListener();
        List<Part> parts = answer(wire, listener);
        assertThat(parts).hasSize(4);
        assertThat(((Part.Text) parts.get(0)).text()).isEqualTo("Let me look.");
        assertThat(((Part.Reasoning) parts.get(1)).text())
                .isEqualTo("Searched the web: water mills");
        assertThat(((Part.Text) parts.get(2)).text()).isEqualTo("Water mills are very old.");
        assertThat(parts.get(3))
                .isEqualTo(new Part.Source("https://mills.example/history", "A history of mills"));
        assertThat(listener.heard(2)).isEqualTo("Water mills are very old.");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CHAT")
    void whatTheProviderSearchedGoesBackUnchanged(Wire wire) {
        List<Part> stored =
                answer(wire, new RecordingListener()).stream()
                        .map(part ->
                                Json.MAPPER.readValue(
                                        Json.MAPPER.writeValueAsString(part), Part.class))
                        .toList();
        Talk talk = new Talk(wire.ref()).user("Since when?").assistant(stored).user("Sure?");
        JsonNode body = body(wire, talk, true);
        JsonNode sent =
                switch (wire) {
                    case ANTHROPIC -> body.path("messages").path(1).path("content");
                    case RESPONSES -> body.path("input");
                    case GEMINI -> body.path("contents").path(1).path("parts");
                    case CHAT -> body;
                };
        assertThat(sent.toString()).contains(kept(wire));
        assertThat(sent.toString()).doesNotContain("[A history of mills](");
    }

    private static List<String> kept(Wire wire) {
        return switch (wire) {
            case ANTHROPIC ->
                    List.of(
                            """
                            {"type":"server_tool_use","id":"srvtoolu_01","name":"web_search",\
                            "input":{"query":"water mills"}},\
                            {"type":"web_search_tool_result","tool_use_id":"srvtoolu_01",\
                            "content":[{\
                            """,
                            "\"encrypted_content\":\"EqgfCioI/abc==\"",
                            "\"encrypted_index\":\"Eo8B/xyz==\"",
                            "{\"type\":\"text\",\"text\":\"Water mills \"}",
                            "{\"type\":\"text\",\"text\":\".\"}");
            case RESPONSES ->
                    List.of(
                            """
                            {"id":"ws_1","type":"web_search_call","status":"completed",\
                            "action":{"type":"search","query":"water mills"}}\
                            """,
                            "\"annotations\":[{\"type\":\"url_citation\",\"start_index\":12");
            case GEMINI ->
                    List.of(
                            """
                            {"toolCall":{"toolType":"GOOGLE_SEARCH_WEB","args":{"queries":\
                            ["water mills"]},"id":"tc1"},"thoughtSignature":"Sig1=="},\
                            {"toolResponse":\
                            """,
                            "\"thoughtSignature\":\"Sig2==\"");
            case CHAT -> List.of();
        };
    }

    @ParameterizedTest
    @EnumSource
    void anotherModelReadsTheSourcesAsText(Wire wire) {
        Talk talk =
                new Talk(wire.ref())
                        .user("Since when?")
                        .assistantOf(
                                "elsewhere/m",
                                new Part.Text("Long."),
                                new Part.Source("https://mills.example/history", "Mills"))
                        .user("Sure?");
        assertThat(body(wire, talk, false).toString())
                .contains("[Mills](https://mills.example/history)");
    }
}
