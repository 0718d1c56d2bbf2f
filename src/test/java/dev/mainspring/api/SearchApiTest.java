package dev.mainspring.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainspring.security.ApiTokens;
import dev.mainspring.testing.ProductTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What {@code GET /chats?q=} finds. */
@ProductTest
class SearchApiTest {

    /** Becomes the title, so that only messages hold what follows. */
    private static final String TITLE =
            "Plain opening words which fill the sixty places of a heading. ";

    @LocalServerPort int port;
    @Autowired JdbcClient jdbc;
    @Autowired ApiTokens tokens;

    /** A new person in each test: nothing else is found. */
    private ApiClient api;

    @BeforeEach
    void connect() {
        api = new ApiClient(port, People.newMember(jdbc, tokens));
    }

    @Test
    void wordsOfMessagesAreFoundTheLastOneByItsBeginning() {
        String chat = begin("say\nthe Quokka jumped over src/main/ChatRowItem.java, ÜBERALL");
        begin("say something else");
        for (String query :
                List.of("quokka", "QUOK", "jumped quok", "chatrow", "item", "java", "überall")) {
            assertThat(ids(query)).as(query).containsExactly(chat);
        }
        assertThat(ids("uokka")).isEmpty();
        assertThat(ids("quok jumped")).isEmpty();
        assertThat(ids("quokka elephant")).isEmpty();
        JsonNode match = find("quok").at("/0/match");
        assertThat(match.path("field").asString()).isEqualTo("message");
        assertThat(match.path("position").asInt()).isBetween(1, 2);
        String snippet = match.path("snippet").asString();
        JsonNode mark = match.at("/highlights/0");
        assertThat(snippet.substring(mark.path("start").asInt(), mark.path("end").asInt()))
                .isEqualTo("Quok");
        assertThat(api.get("/api/v1/chats").json().at("/items/0").has("match")).isFalse();
    }

    @Test
    void aSnippetIsPlainText() {
        begin("say I **listed** the `numbat` files, see [the guide](https://example.org/echidna)");
        assertThat(find("numbat").at("/0/match/snippet").asString())
                .contains("I listed the numbat files, see the guide");
        assertThat(find("echidna").at("/0/match/snippet").asString())
                .contains("[the guide](https://example.org/echidna)");
    }

    @Test
    void whatTheAgentSaysIsFoundToo() {
        String chat = begin("say wombat");
        assertThat(ids("you said wombat")).containsExactly(chat);
    }

    @Test
    void aTitleComesBeforeMessagesAndIsFoundByAnyPart() {
        String older = begin("say one");
        api.patch("/api/v1/chats/" + older, "{\"title\":\"Mending the xylophone\"}").expect(200);
        String newer = begin("say hello xylophone");
        assertThat(ids("xylo")).containsExactly(older, newer);
        assertThat(ids("phone mend")).containsExactly(older);
        assertThat(ids("ing the xyl")).containsExactly(older);
        assertThat(find("xylo").at("/0/match/field").asString()).isEqualTo("title");
        assertThat(find("xylo").at("/0/match/snippet").asString())
                .isEqualTo("Mending the xylophone");
    }

    @Test
    void onlyYourOwnAndOnlyWhatTheFiltersLeave() {
        String chat = begin("say platypus");
        ApiClient other = new ApiClient(port, People.newMember(jdbc, tokens));
        assertThat(other.get("/api/v1/chats?q=platypus").json().path("items").isEmpty()).isTrue();
        api.patch("/api/v1/chats/" + chat, "{\"labels\":{\"team\":\"a\"}}").expect(200);
        assertThat(items("q=platypus&label=team%3Da")).hasSize(1);
        assertThat(items("q=platypus&label=team%3Db")).isEmpty();
        assertThat(items("q=platypus&status=error")).isEmpty();
        api.patch("/api/v1/chats/" + chat, "{\"archived\":true}").expect(200);
        assertThat(items("q=platypus")).isEmpty();
        assertThat(items("q=platypus&archived=true")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'",
                "\\",
                "%",
                "_",
                "a:* & !b | (c)",
                "''' or 1=1",
                "<->",
                "\uD83D\uDC3F",
                "a",
                "日本",
                "owner:1",
                "?",
                "$1",
                ":limit"
            })
    void noQueryIsAnError(String query) {
        begin("say 'quoted' \\ back % _ and 日本語 \uD83D\uDC3F");
        api.get("/api/v1/chats?q=" + encode(query)).expect(200);
    }

    @Test
    void aQueryOfManyWordsIsAQueryToo() {
        api.get("/api/v1/chats?q=" + encode("word ".repeat(800) + "a".repeat(2_000))).expect(200);
    }

    @Test
    void whatIsFoundComesInPages() {
        for (int i = 0; i < 5; i++) {
            begin("say marmot " + i);
        }
        JsonNode first = api.get("/api/v1/chats?q=marmot&limit=3").expect(200).json();
        assertThat(first.path("items")).hasSize(3);
        JsonNode rest =
                api.get(
                                "/api/v1/chats?q=marmot&limit=3&cursor="
                                        + first.path("next_cursor").asString())
                        .expect(200)
                        .json();
        assertThat(rest.path("items")).hasSize(2);
        assertThat(rest.path("next_cursor").isNull()).isTrue();
        api.get("/api/v1/chats?q=marmot&cursor=nonsense").expectProblem(422, "invalid_request");
    }

    @Test
    void aMessageOfAMegabyteOfDifferentWordsIsTakenAndFound() {
        StringBuilder text = new StringBuilder("say capybara ");
        for (int i = 0; text.length() < 1_000_000; i++) {
            text.append(UUID.nameUUIDFromBytes(new byte[] {(byte) i, (byte) (i >> 8)})).append(' ');
        }
        String chat = begin(text.toString());
        assertThat(ids("capy")).containsExactly(chat);
    }

    private String begin(String text) {
        String body = ApiClient.chatBody(TITLE + text).replace("scripted/echo", "scripted/sight");
        String chat = api.post("/api/v1/chats", body).expect(201).json().path("id").asString();
        api.rest(chat);
        return chat;
    }

    private JsonNode find(String query) {
        return items("q=" + encode(query));
    }

    private JsonNode items(String query) {
        return api.get("/api/v1/chats?" + query).expect(200).json().path("items");
    }

    private List<String> ids(String query) {
        return find(query).valueStream().map(it -> it.path("id").asString()).toList();
    }

    private static String encode(String query) {
        return URLEncoder.encode(query, StandardCharsets.UTF_8);
    }
}
