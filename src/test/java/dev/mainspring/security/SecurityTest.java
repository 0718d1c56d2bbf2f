package dev.mainspring.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainspring.testing.ProductTest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.apache.catalina.Context;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

@ProductTest
class SecurityTest {

    private final CookieManager cookies = new CookieManager();
    private final HttpClient http = HttpClient.newBuilder().cookieHandler(cookies).build();

    @LocalServerPort private int port;
    @Autowired private ServletWebServerApplicationContext context;

    @AfterEach
    void close() {
        http.close();
    }

    @Test
    void withoutATokenOrSessionTheApiAnswers401() throws Exception {
        HttpResponse<String> answer = send(get("/api/v1/tokens"));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("application/problem+json");
        assertThat(answer.body()).contains("\"code\":\"unauthorized\"");
    }

    @Test
    void noRouteIsOpenThatThereIsNotYet() throws Exception {
        assertThat(send(get("/api/v1/webhooks/incoming/x")).statusCode()).isEqualTo(401);
    }

    @Test
    void anUnknownTokenAnswers401() throws Exception {
        HttpResponse<String> answer =
                send(get("/api/v1/tokens").header("Authorization", "Bearer nonsense"));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
    }

    @Test
    void aTokenIsMadeUsedAndRevokedOverTheApi() throws Exception {
        HttpResponse<String> made = send(withToken(post("/api/v1/tokens", "{\"name\":\"ci\"}")));
        assertThat(made.statusCode()).isEqualTo(201);
        String secret = made.body().replaceAll(".*\"token\":\"([^\"]+)\".*", "$1");
        String location = made.headers().firstValue("Location").orElseThrow();

        HttpRequest.Builder list =
                get("/api/v1/tokens").header("Authorization", "Bearer " + secret);
        HttpResponse<String> listed = send(list);
        assertThat(listed.statusCode()).isEqualTo(200);
        assertThat(listed.body()).contains("\"created_at\"").doesNotContain(secret);

        assertThat(send(withToken(request(location).DELETE())).statusCode()).isEqualTo(204);
        assertThat(send(withToken(request(location).DELETE())).statusCode()).isEqualTo(404);
        assertThat(send(list).statusCode()).isEqualTo(401);
    }

    @Test
    void aBadTokenRequestAnswersWithAProblem() throws Exception {
        HttpResponse<String> noName = send(withToken(post("/api/v1/tokens", "{}")));
        assertThat(noName.statusCode()).isEqualTo(422);
        assertThat(noName.body()).contains("\"code\":\"invalid_request\"");

        HttpResponse<String> noJson = send(withToken(post("/api/v1/tokens", "{")));
        assertThat(noJson.statusCode()).isEqualTo(400);
    }

    @Test
    void aSessionReadsAndWritesWithACsrfTokenOnly() throws Exception {
        signIn();

        assertThat(send(get("/api/v1/tokens")).statusCode()).isEqualTo(200);
        HttpResponse<String> without = send(post("/api/v1/tokens", "{\"name\":\"x\"}"));
        assertThat(without.statusCode()).isEqualTo(403);
        assertThat(without.body()).contains("\"code\":\"csrf\"");
        HttpResponse<String> with =
                send(
                        post("/api/v1/tokens", "{\"name\":\"x\"}")
                                .header("X-XSRF-TOKEN", cookie("XSRF-TOKEN")));
        assertThat(with.statusCode()).isEqualTo(201);
    }

    @Test
    void anEventStreamEndsWithTheSessionThatOpenedIt() throws Exception {
        signIn();
        HttpResponse<InputStream> stream =
                http.send(get("/api/v1/events").build(), HttpResponse.BodyHandlers.ofInputStream());
        assertThat(stream.statusCode()).isEqualTo(200);
        CompletableFuture<byte[]> all =
                CompletableFuture.supplyAsync(() -> {
                    try {
                        return stream.body().readAllBytes();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
        TomcatWebServer server = (TomcatWebServer) Objects.requireNonNull(context.getWebServer());
        Context application = (Context) server.getTomcat().getHost().findChildren()[0];
        assertThat(all).isNotDone();
        application.getManager().findSession(cookie("JSESSIONID")).expire();
        assertThat(all).succeedsWithin(Duration.ofSeconds(20));
    }

    @Test
    void aSignInIsRememberedWithoutItsSession() throws Exception {
        signIn();
        cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("JSESSIONID"))
                .toList()
                .forEach(cookie -> cookies.getCookieStore().remove(null, cookie));

        assertThat(send(get("/api/v1/tokens")).statusCode()).isEqualTo(200);
    }

    @Test
    void aWrongPasswordLeadsBackToTheForm() throws Exception {
        HttpResponse<String> answer = postForm("wrong password");

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location").orElseThrow())
                .endsWith("/sign-in?error");
        assertThat(send(get("/api/v1/tokens")).statusCode()).isEqualTo(401);
    }

    @Test
    void answersForbidForeignScriptsAndFrames() throws Exception {
        HttpResponse<String> answer = send(get("/healthz"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'self'", "frame-ancestors 'none'", "object-src 'none'");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    @Test
    void monitoringIsForThisMachineOrAnAdministrator() throws Exception {
        HttpResponse<String> local = send(get("/metrics"));
        assertThat(local.statusCode()).isEqualTo(200);
        assertThat(local.body()).contains("jvm_memory_used_bytes");

        HttpRequest.Builder proxied = get("/metrics").header("X-Forwarded-For", "203.0.113.9");
        assertThat(send(proxied).statusCode()).isNotEqualTo(200);
        assertThat(send(withToken(proxied)).statusCode()).isEqualTo(200);

        HttpRequest.Builder spoofed =
                get("/metrics").header("X-Forwarded-For", "127.0.0.1, 203.0.113.9");
        assertThat(send(spoofed).statusCode()).isNotEqualTo(200);
    }

    @Test
    void itIsReadyWhenDatabaseAndTemporalAnswer() throws Exception {
        HttpResponse<String> answer = send(get("/readyz"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"database\":\"ok\"", "\"temporal\":\"ok\"");
    }

    private void signIn() throws Exception {
        HttpResponse<String> answer = postForm(ProductTest.PASSWORD);
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location").orElseThrow()).doesNotContain("sign-in");
    }

    private HttpResponse<String> postForm(String password) throws Exception {
        String form =
                "username="
                        + URLEncoder.encode(ProductTest.EMAIL, StandardCharsets.UTF_8)
                        + "&password="
                        + URLEncoder.encode(password, StandardCharsets.UTF_8);
        return send(
                request("/sign-in")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    private String cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElseThrow();
    }

    private static HttpRequest.Builder withToken(HttpRequest.Builder request) {
        return request.header("Authorization", "Bearer " + ProductTest.TOKEN);
    }

    private HttpRequest.Builder get(String path) {
        return request(path).GET();
    }

    private HttpRequest.Builder post(String path, String json) {
        return request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
