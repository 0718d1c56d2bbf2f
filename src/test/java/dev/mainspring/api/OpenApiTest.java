package dev.mainspring.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainspring.chat.ProblemCode;
import dev.mainspring.conversation.ChatEvent;
import dev.mainspring.conversation.ChatStatus;
import dev.mainspring.conversation.ErrorKind;
import dev.mainspring.conversation.StopReason;
import dev.mainspring.testing.ProductTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@ProductTest
class OpenApiTest {

    private static final Path REFERENCE = Path.of("docs/api.md");

    @LocalServerPort int port;

    private JsonNode document() {
        return ApiClient.send(
                        HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + port + "/api/v1/openapi.json")))
                .expect(200)
                .json();
    }

    @Test
    void theDocumentNamesTheResources() throws Exception {
        JsonNode document = document();
        Files.writeString(Path.of("target/openapi.json"), document.toPrettyString());
        assertThat(document.path("openapi").asString()).startsWith("3.1");
        assertThat(document.path("paths").propertyNames())
                .contains(
                        "/api/v1/chats",
                        "/api/v1/chats/{chatId}/events",
                        "/api/v1/chats/{chatId}/messages",
                        "/api/v1/models",
                        "/api/v1/templates",
                        "/api/v1/tokens",
                        "/api/v1/workspaces/{workspaceId}/logs");
    }

    @Test
    void everyOperationSaysWhatItIsForAndHowItRefuses() {
        document()
                .path("paths")
                .forEach(path ->
                        path.forEach(operation -> {
                            assertThat(operation.path("summary").asString(""))
                                    .as(operation.toString())
                                    .isNotBlank();
                            assertThat(operation.path("responses").propertyNames())
                                    .contains("401", "406");
                        }));
    }

    @Test
    void theReferenceHasEveryRoute() throws IOException {
        List<String> lines = Files.readAllLines(REFERENCE);
        document()
                .path("paths")
                .properties()
                .forEach(path -> {
                    String route = "| `" + path.getKey().replace("/api/v1", "") + "` |";
                    assertThat(lines).anyMatch(line -> line.startsWith(route));
                    assertThat(lines)
                            .filteredOn(line -> line.startsWith(route))
                            .allSatisfy(line ->
                                    path.getValue()
                                            .propertyNames()
                                            .forEach(method ->
                                                    assertThat(line)
                                                            .contains(
                                                                    method.toUpperCase(
                                                                            Locale.ROOT))));
                });
    }

    @Test
    void theReferenceHasEveryNameThatClientsMustKnow() throws IOException {
        String reference = Files.readString(REFERENCE);
        Stream.of(
                        Arrays.stream(ProblemCode.values()).map(ProblemCode::wire),
                        Arrays.stream(ErrorKind.values()).map(ErrorKind::wire),
                        Arrays.stream(StopReason.values()).map(StopReason::wire),
                        Arrays.stream(ChatStatus.values()).map(ChatStatus::wire),
                        ChatEvent.NAMES.values().stream())
                .flatMap(names -> names)
                .forEach(name -> assertThat(reference).contains("`" + name + "`"));
    }

    @Test
    void partsAreOneOfTheirTypes() {
        JsonNode schemas = document().path("components").path("schemas");
        assertThat(schemas.path("Part").path("oneOf").size()).isEqualTo(10);
        assertThat(schemas.path("ToolCallPart").path("properties").propertyNames())
                .containsExactlyInAnyOrder("type", "id", "name", "input", "summary");
        assertThat(schemas.path("PartBody").path("oneOf").size()).isEqualTo(4);
        assertThat(schemas.at("/Chat/properties/title/type").asString()).isEqualTo("string");
        assertThat(schemas.at("/Chat/properties/turn_id/type").toString())
                .isEqualTo("[\"string\",\"null\"]");
    }

    @Test
    void aBrowserShowsTheDocument() {
        var page =
                ApiClient.send(
                        HttpRequest.newBuilder(
                                URI.create(
                                        "http://127.0.0.1:"
                                                + port
                                                + "/api/swagger-ui/index.html")));
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("swagger-ui");
    }
}
