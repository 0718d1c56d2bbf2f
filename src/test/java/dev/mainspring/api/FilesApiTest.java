package dev.mainspring.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainspring.api.ApiClient.Answer;
import dev.mainspring.security.ApiTokens;
import dev.mainspring.testing.Pictures;
import dev.mainspring.testing.ProductTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Images and files: taken in by what they are, told to the model, given back safely. */
@ProductTest
class FilesApiTest {

    private static final String FILES = "/api/v1/files";
    private static final int MEGABYTES_11 = 11 << 20;

    @LocalServerPort int port;
    @Autowired JdbcClient jdbc;
    @Autowired ApiTokens tokens;

    private ApiClient api;

    @BeforeEach
    void connect() {
        api = new ApiClient(port, ProductTest.TOKEN);
    }

    @Test
    void whatAFileIsIsReadOffItsContent() {
        JsonNode picture = upload("shot.png", Pictures.png(20, 10)).expect(201).json();
        assertThat(picture.path("media_type").asString()).isEqualTo("image/png");
        assertThat(picture.path("width").asInt()).isEqualTo(20);
        assertThat(picture.path("height").asInt()).isEqualTo(10);
        assertThat(typeOf("photo.jpeg", Pictures.jpeg(8, 8))).isEqualTo("image/jpeg");
        assertThat(typeOf("a.gif", Pictures.gif(8, 8))).isEqualTo("image/gif");
        assertThat(typeOf("a.webp", Pictures.webp())).isEqualTo("image/webp");
        assertThat(typeOf("a.pdf", text("%PDF-1.7\n"))).isEqualTo("application/pdf");
        assertThat(typeOf("a.md", text("# Title"))).isEqualTo("text/markdown");
        assertThat(typeOf("a.json", text("{\"a\": 1}"))).isEqualTo("application/json");
        assertThat(typeOf("broken.json", text("{\"a\": "))).isEqualTo("text/plain");
        assertThat(typeOf("a.csv", text("a,b\n1,2\n"))).isEqualTo("text/csv");
        assertThat(typeOf("page.html", text("<script>alert(1)</script>"))).isEqualTo("text/plain");
        assertThat(typeOf("a.svg", text("<svg xmlns='http://www.w3.org/2000/svg'/>")))
                .isEqualTo("text/plain");
    }

    @Test
    void aFileThatIsNotWhatItSaysIsRefusedWithWhatItIs() {
        refused("photo.png", text("just words"), "image/png, but it holds text/plain");
        refused("photo.png", text("<html>hi</html>"), "image/png, but it holds text/html");
        refused("photo.png", Pictures.jpeg(8, 8), "image/png, but it holds image/jpeg");
        refused("photo.jpg", text("MZ\0\0\0"), "image/jpeg, but it holds application/x-ms");
        refused("a.pdf", text("words"), "application/pdf, but it holds text/plain");
        refused("a.zip", text("PK\003\004\0\0"), "a.zip is application/zip");
        refused("latin.txt", new byte[] {'g', 'r', (byte) 0xfc}, "text in UTF-8");
        refused("half.png", half(Pictures.png(9, 9)), "is broken");
        byte[] image = Pictures.png(900, 900);
        refused("cut.png", Arrays.copyOf(image, image.length - 100), "is broken further on");
        assertThat(
                        send(api.request(FILES + "?name=notes")
                                        .header("Content-Type", "image/png")
                                        .POST(BodyPublishers.ofString("words")))
                                .expectProblem(422, "unsupported_file")
                                .path("detail")
                                .asString())
                .contains("notes says it is image/png");
    }

    @Test
    void anImageOfTooManyPixelsIsRefusedByItsHeadAlone() {
        JsonNode problem =
                upload("bomb.png", Pictures.pngThatClaims(30_000, 30_000))
                        .expectProblem(422, "image_too_large");
        assertThat(problem.path("detail").asString()).contains("30000 x 30000");
        upload("wide.png", Pictures.pngThatClaims(2_000_000_000, 1))
                .expectProblem(422, "image_too_large");
    }

    @Test
    void tooMuchAndNothingAreRefused() {
        assertThat(
                        upload("empty.txt", new byte[0])
                                .expectProblem(422, "invalid_request")
                                .path("detail")
                                .asString())
                .contains("empty");
        byte[] large = new byte[MEGABYTES_11];
        upload("large.txt", large).expectProblem(413, "payload_too_large");
        send(raw("large.txt")
                        .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large))))
                .expectProblem(413, "payload_too_large");
        form("large.txt", large).expectProblem(413, "payload_too_large");
        send(api.request(FILES)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("a=b")))
                .expectProblem(415, "unsupported_media_type");
    }

    @Test
    void theSameUploadAgainIsTheSameFile() {
        UUID id = UUID.randomUUID();
        String path = FILES + "?name=a.txt&id=" + id;
        JsonNode first = post(path, text("one")).expect(201).json();
        assertThat(first.path("id").asString()).isEqualTo(id.toString());
        assertThat(post(path, text("one")).expect(201).json()).isEqualTo(first);
        post(path, text("two")).expectProblem(409, "id_conflict");
        ApiClient other = new ApiClient(port, People.newMember(jdbc, tokens));
        send(other.request(path)
                        .header("Content-Type", "application/octet-stream")
                        .POST(BodyPublishers.ofString("one")))
                .expectProblem(409, "id_conflict");
    }

    @Test
    void aFormIsTakenToo() {
        JsonNode file = form("notes.md", text("# Notes")).expect(201).json();
        assertThat(file.path("name").asString()).isEqualTo("notes.md");
        assertThat(file.path("media_type").asString()).isEqualTo("text/markdown");
        send(api.request(FILES)
                        .header("Content-Type", "multipart/form-data; boundary=x")
                        .POST(BodyPublishers.ofString("--x--\r\n")))
                .expectProblem(400, "bad_request");
    }

    @Test
    void aNameComesFromTheHeaderAndIsNoPath() {
        Answer answer =
                send(
                        api.request(FILES)
                                .header("Content-Type", "text/plain")
                                .header(
                                        "Content-Disposition",
                                        "attachment; filename=\"../../etc/pass\\\"wd\"")
                                .POST(BodyPublishers.ofString("x")));
        assertThat(answer.expect(201).json().path("name").asString()).isEqualTo("pass\"wd");
        JsonNode nameless = post(FILES, Pictures.png(2, 2)).expect(201).json();
        assertThat(nameless.path("name").asString()).isEqualTo("image.png");
    }

    @Test
    void aFileIsGivenBackToItsOwnerAloneAndRunsNothing() throws Exception {
        String id = upload("p.png", Pictures.png(4, 4)).json().path("id").asString();
        HttpResponse<byte[]> image = fetch(api, id, null);
        assertThat(image.body()).isEqualTo(Pictures.png(4, 4));
        assertThat(header(image, "Content-Type")).isEqualTo("image/png");
        assertThat(header(image, "Content-Disposition")).startsWith("inline");
        assertThat(header(image, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(image, "Content-Security-Policy")).contains("sandbox");
        assertThat(header(image, "Cache-Control")).contains("private").contains("no-cache");
        assertThat(fetch(api, id, header(image, "ETag")).statusCode()).isEqualTo(304);

        String page = upload("x.html", text("<script>1</script>")).json().path("id").asString();
        HttpResponse<byte[]> download = fetch(api, page, null);
        assertThat(header(download, "Content-Type")).startsWith("text/plain");
        assertThat(header(download, "Content-Disposition"))
                .startsWith("attachment")
                .contains("x.html");

        ApiClient other = new ApiClient(port, People.newMember(jdbc, tokens));
        other.get(FILES + "/" + id).expectProblem(404, "not_found");
        api.get(FILES + "/" + UUID.randomUUID()).expectProblem(404, "not_found");
        JsonNode problem =
                other.post("/api/v1/chats", chat("scripted/sight", part("image", id)))
                        .expectProblem(422, "invalid_request");
        assertThat(problem.at("/errors/0/field").asString()).isEqualTo("message.parts[0].file_id");
    }

    @Test
    void anImageAloneIsAMessageAndTheModelSeesIt() {
        String id = upload("shot.png", Pictures.png(4, 4)).json().path("id").asString();
        JsonNode chat =
                api.post("/api/v1/chats", chat("scripted/sight", part("image", id)))
                        .expect(201)
                        .json();
        assertThat(chat.path("title").asString()).isEqualTo("shot.png");
        String chatId = chat.path("id").asString();
        api.rest(chatId);
        JsonNode messages = api.get("/api/v1/chats/" + chatId + "/messages").json().path("items");
        JsonNode image = messages.at("/0/parts/0");
        assertThat(image.path("type").asString()).isEqualTo("image");
        assertThat(image.path("file_id").asString()).isEqualTo(id);
        assertThat(image.path("name").asString()).isEqualTo("shot.png");
        assertThat(image.path("media_type").asString()).isEqualTo("image/png");
        assertThat(image.path("bytes").asInt()).isPositive();
        assertThat(messages.at("/1/parts/0/text").asString())
                .isEqualTo("I see a picture, image/png.");
    }

    @Test
    void aLargeImageIsReducedForTheModelAndKeptWhole() {
        byte[] large = Pictures.png(5_000, 40);
        String id = upload("wide.png", large).json().path("id").asString();
        assertThat(
                        jdbc.sql(
                                        """
                                        select octet_length(content) = :bytes
                                            and octet_length(reduced) > 0
                                        from file where id = cast(:id as uuid)
                                        """)
                                .param("bytes", large.length)
                                .param("id", id)
                                .query(Boolean.class)
                                .single())
                .isTrue();
    }

    @Test
    void filesReachTheModelInTheirOwnForm() {
        String text = upload("a.md", text("tick ``` tock")).json().path("id").asString();
        assertThat(answer(part("file", text))).isEqualTo("I read a.md: tick ``` tock");
        String pdf = upload("a.pdf", text("%PDF-1.7\n")).json().path("id").asString();
        assertThat(answer(part("file", pdf))).isEqualTo("I see a document, application/pdf.");
        String image = upload("a.png", Pictures.png(4, 4)).json().path("id").asString();
        assertThat(answer(part("file", image))).isEqualTo("I see a picture, image/png.");
        JsonNode problem =
                api.post("/api/v1/chats", chat("scripted/sight", part("image", pdf)))
                        .expectProblem(422, "invalid_request");
        assertThat(problem.path("detail").asString())
                .contains("is application/pdf, must be an image");
    }

    @Test
    void aModelThatCannotSeeIsNotSentAnImage() {
        String id = upload("shot.png", Pictures.png(4, 4)).json().path("id").asString();
        String blind = chat("scripted/blind", part("image", id));
        UUID chat = UUID.randomUUID();
        JsonNode problem =
                api.post("/api/v1/chats", blind.replaceFirst("\\{", "{\"id\":\"" + chat + "\","))
                        .expectProblem(422, "model_cannot_see");
        assertThat(problem.path("detail").asString()).contains("scripted/blind");
        api.get("/api/v1/chats/" + chat).expectProblem(404, "not_found");

        String seeing =
                api.post("/api/v1/chats", chat("scripted/sight", part("image", id)))
                        .expect(201)
                        .json()
                        .path("id")
                        .asString();
        api.rest(seeing);
        api.patch("/api/v1/chats/" + seeing, "{\"model\":\"scripted/blind\"}").expect(200);
        String messages = "/api/v1/chats/" + seeing + "/messages";
        api.post(messages, "{\"parts\":[" + part("image", id) + "]}")
                .expectProblem(422, "model_cannot_see");
        api.post(messages, ApiClient.messageBody("and now?")).expect(202);
        assertThat(api.rest(seeing).path("stop_reason").asString()).isEqualTo("end_turn");
    }

    @Test
    void anEditedMessageMayHoldOnlyFilesOfItsOwner() {
        ApiClient other = new ApiClient(port, People.newMember(jdbc, tokens));
        String theirs =
                send(other.request(FILES)
                                .header("Content-Type", "text/plain")
                                .POST(BodyPublishers.ofString("secret")))
                        .json()
                        .path("id")
                        .asString();
        String own = upload("shot.png", Pictures.png(4, 4)).json().path("id").asString();
        String chat =
                api.post("/api/v1/chats", chat("scripted/sight", part("image", own)))
                        .json()
                        .path("id")
                        .asString();
        api.rest(chat);
        String first = "/api/v1/chats/" + chat + "/messages/1";
        api.patch(first, "{\"parts\":[" + part("file", theirs) + "]}")
                .expectProblem(422, "invalid_request");
        api.patch(first, "{\"parts\":[" + part("file", own) + "]}").expect(202);
        api.rest(chat);
        assertThat(
                        api.get("/api/v1/chats/" + chat + "/messages")
                                .json()
                                .at("/items/0/parts/0/name")
                                .asString())
                .isEqualTo("shot.png");
    }

    @Test
    void aFileThatIsNoMoreKeptDoesNotBreakItsChat() {
        String id = upload("shot.png", Pictures.png(4, 4)).json().path("id").asString();
        String chat =
                api.post("/api/v1/chats", chat("scripted/sight", part("image", id)))
                        .json()
                        .path("id")
                        .asString();
        api.rest(chat);
        jdbc.sql("delete from file_use where file_id = cast(:id as uuid)").param("id", id).update();
        jdbc.sql("delete from file where id = cast(:id as uuid)").param("id", id).update();
        api.post("/api/v1/chats/" + chat + "/messages", ApiClient.messageBody("go on")).expect(202);
        assertThat(api.rest(chat).path("stop_reason").asString()).isEqualTo("end_turn");
    }

    private String answer(String part) {
        String chat =
                api.post("/api/v1/chats", chat("scripted/sight", part))
                        .expect(201)
                        .json()
                        .path("id")
                        .asString();
        api.rest(chat);
        return api.get("/api/v1/chats/" + chat + "/messages")
                .json()
                .at("/items/1/parts/0/text")
                .asString();
    }

    private void refused(String name, byte[] content, String why) {
        assertThat(
                        upload(name, content)
                                .expectProblem(422, "unsupported_file")
                                .path("detail")
                                .asString())
                .contains(why);
    }

    private String typeOf(String name, byte[] content) {
        return upload(name, content).expect(201).json().path("media_type").asString();
    }

    private Answer upload(String name, byte[] content) {
        return post(FILES + "?name=" + name, content);
    }

    private Answer post(String path, byte[] content) {
        return send(
                api.request(path)
                        .header("Content-Type", "application/octet-stream")
                        .POST(BodyPublishers.ofByteArray(content)));
    }

    private HttpRequest.Builder raw(String name) {
        return api.request(FILES + "?name=" + name)
                .header("Content-Type", "application/octet-stream");
    }

    private Answer form(String name, byte[] content) {
        byte[] head =
                text(
                        "--xyz\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
                                + name
                                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n");
        byte[] foot = text("\r\n--xyz--\r\n");
        return send(
                api.request(FILES)
                        .header("Content-Type", "multipart/form-data; boundary=xyz")
                        .POST(
                                BodyPublishers.concat(
                                        BodyPublishers.ofByteArray(head),
                                        BodyPublishers.ofByteArray(content),
                                        BodyPublishers.ofByteArray(foot))));
    }

    private static Answer send(HttpRequest.Builder request) {
        return ApiClient.send(request);
    }

    private static HttpResponse<byte[]> fetch(ApiClient as, String id, String tag)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = as.request(FILES + "/" + id);
        if (tag != null) {
            request.header("If-None-Match", tag);
        }
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.build(), BodyHandlers.ofByteArray());
        }
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private static String part(String type, String id) {
        return "{\"type\":\"" + type + "\",\"file_id\":\"" + id + "\"}";
    }

    private static String chat(String model, String part) {
        return "{\"model\":\"" + model + "\",\"message\":{\"parts\":[" + part + "]}}";
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] half(byte[] content) {
        return Arrays.copyOf(content, 12);
    }
}
