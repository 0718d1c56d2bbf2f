package dev.mainspring.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.mainspring.testing.ProductTest;
import dev.mainspring.ui.Browser.Look;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** How a person finds a chat again: search, labels, the archive. */
@ProductTest
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FindingInTheBrowserTest {

    @LocalServerPort int port;

    private Browser browser;
    private Page page;

    @BeforeAll
    void start() {
        browser = Browser.open(port);
    }

    @AfterEach
    void leave() {
        page.context().close();
        assertThat(browser.complaints()).isEmpty();
    }

    @AfterAll
    void end() {
        browser.close();
    }

    @ParameterizedTest
    @EnumSource
    void aChatIsFoundByAWordOfItsMessages(Look look) {
        page = browser.signedIn(look);
        String word = "axolotl" + look.ordinal();
        begin("Prepare the aquarium for what comes on Monday, and mind its gills: " + word);
        begin("Something <b>else</b> altogether");
        page.keyboard().press("Control+k");
        assertThat(page.getByTestId("search-dialog")).containsText("Recent");
        type(word.toUpperCase(Locale.ROOT).substring(0, 6));
        assertThat(page.getByTestId("search-result").first()).containsText("Prepare the aquarium");
        assertThat(page.locator(".search-snippet mark").first()).hasText("axolot");
        Browser.shot(page, look, "search-found");
        type("<b>else");
        assertThat(page.getByTestId("search-result").first())
                .containsText("Something <b>else</b> altogether");
        type("nothing has these words");
        assertThat(page.getByTestId("search-none")).containsText("Nothing found");
        Browser.shot(page, look, "search-none");
        type(word);
        assertThat(page.getByTestId("search-result")).hasCount(1);
        page.keyboard().press("Enter");
        assertThat(page.getByTestId("search-dialog")).hasCount(0);
        assertThat(page.getByTestId("chat-title")).containsText("Prepare the aquarium");
    }

    @ParameterizedTest
    @EnumSource
    void labelsAndTheArchiveAreListedAndLeadBack(Look look) {
        page = browser.signedIn(look);
        String name = "Keep " + look.name().toLowerCase(Locale.ROOT);
        begin(name);
        sidebar(look);
        menu(name, "labels");
        page.getByTestId("label-field").locator("input").fill("team=" + look.ordinal());
        page.getByTestId("label-add").click();
        assertThat(page.getByTestId("label")).hasCount(1);
        page.getByTestId("label-field").locator("input").fill("urgent");
        page.getByTestId("label-add").click();
        assertThat(page.getByTestId("label")).hasCount(2);
        Browser.shot(page, look, "labels-dialog");
        page.getByTestId("labels-save").click();
        assertThat(row(name).getByTestId("chat-labels"))
                .hasText("team=" + look.ordinal() + " · urgent");
        page.getByTestId("list-views").click();
        Browser.shot(page, look, "list-views");
        page.getByTestId("view-label").filter(with("team=" + look.ordinal())).click();
        assertThat(page.getByTestId("chat-row")).hasCount(1);
        Browser.shot(page, look, "list-label");
        page.getByTestId("list-view-back").click();
        menu(name, "archive");
        assertThat(row(name)).hasCount(0);
        page.getByTestId("list-views").click();
        page.getByTestId("view-archived").click();
        assertThat(row(name)).hasCount(1);
        Browser.shot(page, look, "list-archived");
        menu(name, "unarchive");
        assertThat(row(name)).hasCount(0);
        page.getByTestId("list-view-back").click();
        assertThat(row(name)).hasCount(1);
    }

    @Test
    void anArchivedChatCanBeDeletedForGood() {
        page = browser.signedIn(Look.DESKTOP);
        begin("To be thrown away");
        menu("To be thrown away", "archive");
        page.getByTestId("list-views").click();
        page.getByTestId("view-archived").click();
        menu("To be thrown away", "delete");
        page.getByText("Delete", new Page.GetByTextOptions().setExact(true)).last().click();
        assertThat(row("To be thrown away")).hasCount(0);
    }

    @Test
    void aChatThatEndsUnseenIsBoldUntilItIsOpened() {
        page = browser.signedIn(Look.DESKTOP);
        Browser.begin(page, "Browser", "slow");
        page.getByTestId("new-chat").click();
        page.getByTestId("new-chat-page").waitFor();
        Locator unread = page.locator("[data-testid=chat-row].unread").filter(with("slow"));
        assertThat(unread.locator("[title=Idle]")).hasCount(1);
        unread.locator(".chat-link").click();
        assertThat(page.getByTestId("chat-title")).hasText("slow");
        page.getByTestId("new-chat").click();
        page.getByTestId("new-chat-page").waitFor();
        assertThat(unread).hasCount(0);
    }

    @Test
    void aNewChatCanWorkWhereAnotherOneDid() {
        page = browser.signedIn(Look.DESKTOP);
        Browser.begin(page, "Browser", "run echo here > made-before");
        Browser.awaitStatus(page, "idle");
        page.getByTestId("new-chat").click();
        page.getByTestId("new-chat-page").waitFor();
        page.getByTestId("workspace-picker").click();
        page.getByText("· ready").first().click();
        Browser.begin(page, "Browser", "run cat made-before");
        Browser.awaitStatus(page, "idle");
        page.getByTestId("tool-line").click();
        assertThat(page.getByTestId("terminal-output")).containsText("here");
    }

    private void begin(String text) {
        page.navigate("/");
        Browser.begin(page, "Sight", text);
        Browser.awaitStatus(page, "idle");
    }

    private void type(String query) {
        page.getByTestId("search-field").locator("input").fill(query);
    }

    private void sidebar(Look look) {
        if (look == Look.PHONE) {
            page.getByLabel("Show or hide the sidebar").click();
        }
    }

    private Locator row(String title) {
        return page.getByTestId("chat-row").filter(with(title));
    }

    private void menu(String title, String item) {
        row(title).hover();
        row(title).getByTestId("chat-menu").click();
        page.getByTestId(item).click();
    }

    private static Locator.FilterOptions with(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }
}
