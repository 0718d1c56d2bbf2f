package dev.mainspring.activities.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainspring.conversation.Json;
import dev.mainspring.conversation.Part;
import dev.mainspring.conversation.ProviderData;
import dev.mainspring.conversation.ReasoningEffort;
import dev.mainspring.conversation.ToolCallId;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A conversation with all that is not said back word for word: a summary, notices, empty texts,
 * files, another model's thoughts and calls, broken arguments, messages of one side in a row.
 */
class DialectRequestTest {

    private static final UUID FILE = UUID.fromString("00000000-0000-0000-0000-0000000000f1");

    @ParameterizedTest
    @EnumSource
    void aMixedConversationIsSaidInTheDialectsOwnWords(Wire wire) {
        Route route =
                new Route(
                        wire.provider(
                                "http://127.0.0.1",
                                ModelConfig.unlisted(
                                        wire.model(), ModelConfig.DEFAULT_SILENCE_LIMIT)),
                        ModelConfig.unlisted(wire.model(), ModelConfig.DEFAULT_SILENCE_LIMIT));
        JsonNode body = body(wire, mixed(wire, route.origin()).request(), route);
        assertThat(body).isEqualTo(Json.MAPPER.readTree(wire.resource("mixed.json")));
    }

    @ParameterizedTest
    @EnumSource
    void aModelThatSeesNothingIsToldOfTheImage(Wire wire) {
        ModelConfig blind =
                new ModelConfig(
                        wire.model(), "M", 1000, 500, false, ModelConfig.DEFAULT_SILENCE_LIMIT);
        Talk talk = new Talk(wire.ref()).user(new Part.Image(FILE, "a.png", "image/png", 3));
        JsonNode body =
                body(wire, talk.request(), new Route(wire.provider("http://h", blind), blind));
        assertThat(body.toString())
                .contains("The image a.png is attached, but this model sees none")
                .doesNotContain("AQID");
    }

    private static Talk mixed(Wire wire, String origin) {
        ProviderData own = new ProviderData(origin, Json.MAPPER.readTree("{\"signature\":\"S\"}"));
        Part.ToolCall half =
                new Part.ToolCall(
                        ToolCallId.of("00000000-0000-0000-0000-0000000000c1"),
                        "call|of another:provider",
                        "execute",
                        JsonNodeFactory.instance.stringNode("{\"command\": \"l"),
                        null,
                        own);
        return new Talk(wire.ref())
                .effort(ReasoningEffort.HIGH)
                .assistantOf("elsewhere/m", new Part.Text("Cut off from what was before."))
                .user(new Part.Compaction("They built a mill.", 1), new Part.Text(""))
                .user(
                        new Part.Text("Look at these."),
                        new Part.Notice("retried", "for people only"),
                        new Part.Image(FILE, "a.png", "image/png", 3),
                        new Part.File(FILE, "a.csv", "text/csv", 3),
                        new Part.File(FILE, "a.pdf", "application/pdf", 3),
                        new Part.File(FILE, "a.zip", "application/zip", 3),
                        new Part.FileReference("src/A.java", 3, 4, "int a;"))
                .assistantOf(
                        "elsewhere/m",
                        new Part.Reasoning("Another's thought.", 5L, own),
                        new Part.Text("Let me see."),
                        half)
                .tool(
                        Talk.result(half, "{\"error\":\"the arguments are no JSON\"}", true),
                        new Part.Image(FILE, "shot.png", "image/png", 3))
                .user("And hurry.")
                .assistantOf("elsewhere/m", new Part.Reasoning("Interrupted.", 5L, null))
                .assistantOf(
                        "elsewhere/m",
                        new Part.Text("Half an ans"),
                        new Part.Reasoning("x", 5L, own));
    }

    private static JsonNode body(Wire wire, ModelRequest request, Route route) {
        Dialect dialect =
                switch (wire) {
                    case ANTHROPIC -> new AnthropicDialect();
                    case RESPONSES -> new ResponsesDialect();
                    case CHAT -> new ChatCompletionsDialect();
                    case GEMINI -> new GeminiDialect();
                };
        WireRequest sent = dialect.request(request, route);
        assertThat(sent.headers().values()).anyMatch(value -> value.contains(Wire.KEY));
        assertThat(sent.toString()).doesNotContain(Wire.KEY);
        return sent.body();
    }
}
