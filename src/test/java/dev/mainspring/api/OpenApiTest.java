package dev.mainspring.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainspring.testing.ProductTest;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@ProductTest
class OpenApiTest {

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
