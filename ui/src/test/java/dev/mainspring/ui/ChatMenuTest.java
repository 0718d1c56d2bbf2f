package dev.mainspring.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.RequestOptions;
import dev.mainspring.testing.ProductTest;
import dev.mainspring.ui.Browser.Look;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What a chat is set to, in its menu and its pickers, and decisions in the transcript. */
@ProductTest
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChatMenuTest {

    @LocalServerPort int port;

    private Browser browser;

    @BeforeAll
    void start() {
        PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
        browser = Browser.open(port);
    }

    @AfterAll
    void end() {
        browser.close();
    }

    @ParameterizedTest
    @EnumSource(Look.class)
    void anApprovalIsAnsweredInPlaceAndWhatIsAlwaysAllowedIsTakenBack(Look look) {
        Page page = browser.signedIn(look);
        String title = "run echo approved " + look;
        String chat = guarded(page, title);
        page.navigate("/chats/" + chat);
        Browser.awaitStatus(page, "awaiting_approval");
        assertThat(page.getByTestId("in-place-allow")).isVisible();
        Browser.look(page, look, "ask-in-place");
        page.getByTestId("always").click();
        Browser.awaitStatus(page, "idle");
        assertThat(page.getByTestId("ask-in-place")).hasCount(0);
        openMenu(page, look, title);
        Browser.look(page, look, "chat-menu");
        page.getByTestId("allowed").click();
        assertThat(page.getByTestId("allowed-rule")).containsText("echo approved");
        Browser.look(page, look, "always-allowed");
        page.getByTestId("allowed-remove").click();
        assertThat(page.getByTestId("allowed-rule")).hasCount(0);
        page.getByText("Close").click();
        page.navigate("/chats/" + chat);
        Browser.send(page, title);
        Browser.awaitStatus(page, "awaiting_approval");
        page.getByTestId("in-place-deny").click();
        Browser.awaitStatus(page, "idle");
        assertThat(page.getByTestId("prose").last()).containsText("did not allow");
        Browser.send(page, "ask");
        Browser.awaitStatus(page, "awaiting_answer");
        Browser.look(page, look, "question-in-place");
        page.getByTestId("in-place-option")
                .filter(new Locator.FilterOptions().setHasText("SQLite"))
                .click();
        Browser.awaitStatus(page, "idle");
        assertThat(page.getByTestId("prose").last()).containsText("SQLite");
        page.context().close();
        assertThat(browser.complaints()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Look.class)
    void thePickersAreReadableAndTheEffortReturnsToAutomatic(Look look) {
        Page page = browser.signedIn(look);
        Browser.begin(page, "Trap", "hello");
        Browser.awaitStatus(page, "idle");
        Locator effort = page.getByTestId("effort-picker");
        choose(page, effort, "Effort: minimal");
        Browser.look(page, look, "pickers");
        readable(page);
        choose(page, effort, "Effort: auto");
        assertThat(effort).containsText("Effort: auto");
        page.reload();
        assertThat(effort).containsText("Effort: auto");
        readable(page);
        page.context().close();
    }

    @Test
    void aSummaryIsBegunInTheMenuAndSeenAfterAReload() {
        Page page = browser.signedIn(Look.DESKTOP);
        String title = "to be summarised";
        page.navigate(
                "/chats/"
                        + made(
                                page,
                                title + "\n" + "word ".repeat(30_000),
                                Map.of("model", "scripted/slow-summary")));
        Browser.awaitStatus(page, "idle");
        openMenu(page, Look.DESKTOP, title);
        page.getByTestId("summarise").click();
        assertThat(page.getByTestId("status-line")).containsText("Summarising the conversation");
        page.reload();
        assertThat(page.getByTestId("status-line")).containsText("Summarising the conversation");
        Browser.look(page, Look.DESKTOP, "summarising-after-reload");
        page.getByTestId("stop").click();
        Browser.awaitStatus(page, "idle");
        assertThat(page.getByTestId("status-line")).isHidden();
        page.context().close();
    }

    /** A chat in which each command is asked about; its id. */
    private static String guarded(Page page, String text) {
        Map<String, Object> ask = Map.of("tool", "execute", "action", "ask");
        return made(
                page, text, Map.of("model", "scripted/people", "approval_policy", List.of(ask)));
    }

    /** A chat made by the API; its id. */
    private static String made(Page page, String text, Map<String, Object> settings) {
        String id = UUID.randomUUID().toString();
        Map<String, Object> words = Map.of("type", "text", "text", text);
        Map<String, Object> body = new HashMap<>(settings);
        body.put("id", id);
        body.put("message", Map.of("parts", List.of(words)));
        var answer =
                page.request()
                        .post(
                                "/api/v1/chats",
                                RequestOptions.create()
                                        .setHeader("Authorization", "Bearer " + ProductTest.TOKEN)
                                        .setData(body));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return id;
    }

    private static void openMenu(Page page, Look look, String title) {
        if (look == Look.PHONE) {
            page.locator("vaadin-drawer-toggle").click();
        }
        Locator row =
                page.getByTestId("chat-row")
                        .filter(new Locator.FilterOptions().setHasText(title))
                        .first();
        row.hover();
        row.getByTestId("chat-menu").click();
        page.getByTestId("allowed").or(page.getByTestId("summarise")).first().waitFor();
    }

    private static void choose(Page page, Locator picker, String words) {
        picker.click();
        page.getByRole(AriaRole.OPTION)
                .filter(new Locator.FilterOptions().setHasText(words))
                .click();
    }

    /** No picker cuts what it says, and the page is not wider than the screen. */
    private static void readable(Page page) {
        assertThat(
                        page.evaluate(
                                """
                                () => [...document.querySelectorAll('.composer-pickers .picker')]
                                    .map(it => it.querySelector('vaadin-select-value-button'))
                                    .filter(it => it && it.scrollWidth > it.clientWidth + 1)
                                    .map(it => it.textContent)
                                """))
                .isEqualTo(List.of());
        Browser.fitsTheScreen(page);
    }
}
