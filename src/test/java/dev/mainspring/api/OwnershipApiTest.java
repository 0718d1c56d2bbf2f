package dev.mainspring.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainspring.security.ApiTokens;
import dev.mainspring.testing.ProductTest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

@ProductTest
class OwnershipApiTest {

    @LocalServerPort int port;
    @Autowired JdbcClient jdbc;
    @Autowired ApiTokens tokens;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

    private ApiClient owner;
    private ApiClient other;

    private record Route(String method, String path) {}

    @BeforeEach
    void connect() {
        owner = new ApiClient(port, ProductTest.TOKEN);
        other = new ApiClient(port, People.newMember(jdbc, tokens));
    }

    @Test
    void everyRouteOfAChatAnswersOthersThatThereIsNone() {
        String chat = owner.chat("hello").path("id").asString();
        owner.rest(chat);
        JsonNode call =
                owner.get("/api/v1/chats/" + chat + "/messages").json().path("items").get(1);
        String toolCall = call.at("/parts/0/id").asString();
        List<Route> routes = routes("/api/v1/chats/{chatId}");
        assertThat(routes).hasSizeGreaterThan(14);
        for (Route route : routes) {
            String path =
                    route.path()
                            .replace("{chatId}", chat)
                            .replace("{toolCallId}", toolCall)
                            .replace("{position}", "1")
                            .replaceAll("\\{\\w+}", UUID.randomUUID().toString());
            other.send(route.method(), path, body(route)).expectProblem(404, "not_found");
        }
        assertThat(other.get("/api/v1/chats").json().path("items").isEmpty()).isTrue();
        assertThat(owner.get("/api/v1/chats/" + chat).expect(200).json().path("title").asString())
                .isEqualTo("hello");
    }

    @Test
    void everyRouteOfAWorkspaceAnswersOthersThatThereIsNone() {
        String workspace =
                owner.post("/api/v1/workspaces", "{\"template_id\":\"local\"}")
                        .expect(201)
                        .json()
                        .path("id")
                        .asString();
        List<Route> routes = routes("/api/v1/workspaces/{workspaceId}");
        assertThat(routes).hasSizeGreaterThan(4);
        for (Route route : routes) {
            other.send(
                            route.method(),
                            route.path().replace("{workspaceId}", workspace),
                            body(route))
                    .expectProblem(404, "not_found");
        }
        other.post(
                        "/api/v1/chats",
                        ApiClient.chatBody("hi")
                                .replaceFirst("\\{", "{\"workspace_id\":\"" + workspace + "\","))
                .expectProblem(404, "not_found");
        assertThat(other.get("/api/v1/workspaces").json().path("items").isEmpty()).isTrue();
        owner.delete("/api/v1/workspaces/" + workspace).expect(202);
    }

    @Test
    void anotherPersonsChatIdIsTaken() {
        UUID id = UUID.randomUUID();
        String body = ApiClient.chatBody("mine").replaceFirst("\\{", "{\"id\":\"" + id + "\",");
        owner.post("/api/v1/chats", body).expect(201);
        other.post("/api/v1/chats", body).expectProblem(409, "id_conflict");
        owner.rest(id.toString());
    }

    private List<Route> routes(String prefix) {
        List<Route> routes = new ArrayList<>();
        mappings.getHandlerMethods()
                .keySet()
                .forEach(info ->
                        info.getPatternValues().stream()
                                .filter(path -> path.startsWith(prefix))
                                .forEach(path ->
                                        info.getMethodsCondition()
                                                .getMethods()
                                                .forEach(method ->
                                                        routes.add(
                                                                new Route(method.name(), path)))));
        return routes;
    }

    private static String body(Route route) {
        if (route.path().endsWith("/{position}")) {
            return ApiClient.messageBody("mine now");
        }
        if (route.path().contains("/queue/")) {
            return route.method().equals("PATCH") ? "{\"text\":\"mine now\"}" : null;
        }
        if (route.method().equals("PATCH")) {
            return "{\"title\":\"taken\"}";
        }
        if (route.path().contains("/approvals/")) {
            return "{\"decision\":\"allow\"}";
        }
        if (route.path().endsWith("/plan")) {
            return "{\"decision\":\"approve\"}";
        }
        if (route.path().contains("/questions/")) {
            return "{\"answers\":[]}";
        }
        return route.path().endsWith("/messages") && route.method().equals("POST")
                ? ApiClient.messageBody("mine now")
                : null;
    }
}
