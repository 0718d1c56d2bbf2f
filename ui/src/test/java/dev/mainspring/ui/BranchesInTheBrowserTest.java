package dev.mainspring.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.mainspring.testing.ProductTest;
import dev.mainspring.ui.Browser.Look;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Steering and going on from earlier messages, as a person does it. */
@ProductTest
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BranchesInTheBrowserTest {

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

    @Test
    void aMessageIsEditedAnAnswerWrittenAnewAndBothAreSwitchedBack() {
        page = browser.signedIn(Look.DESKTOP);
        Browser.begin(page, "Browser", "say one");
        answered("You said one");
        page.getByTestId("user-message").hover();
        page.getByTestId("edit-message").click();
        rewrite("say uno");
        answered("You said uno");
        assertThat(page.getByTestId("user-message")).hasCount(1);
        assertThat(page.getByTestId("variants")).containsText("2 / 2");
        page.getByTestId("previous-variant").click();
        answered("You said one");
        assertThat(page.getByTestId("variants")).containsText("1 / 2");
        assertThat(page.getByTestId("previous-variant")).isDisabled();
        page.getByTestId("next-variant").click();
        answered("You said uno");
        page.getByTestId("prose").hover();
        page.getByTestId("regenerate-message").last().click();
        assertThat(page.getByTestId("variants")).hasCount(2);
        assertThat(page.getByTestId("prose")).hasCount(1);
        page.reload();
        assertThat(page.getByTestId("variants").last()).containsText("2 / 2");
    }

    @Test
    void aChatIsForkedAndItsMessageCopied() {
        page = browser.signedIn(Look.DESKTOP);
        Browser.begin(page, "Browser", "say origin");
        answered("You said origin");
        page.getByTestId("prose").hover();
        page.getByTestId("fork-message").last().click();
        assertThat(page.getByTestId("chat-title")).hasText("say origin (fork)");
        assertThat(page.getByTestId("prose")).containsText("You said origin");
        Browser.send(page, "say onward");
        assertThat(page.getByTestId("prose").last()).containsText("You said onward");
    }

    @Test
    void waitingMessagesAreMovedRewrittenAndSentNow() {
        page = browser.signedIn(Look.DESKTOP);
        Browser.begin(page, "Browser", "run sleep 616");
        page.locator("[data-state=started]").waitFor();
        Browser.send(page, "say first");
        assertThat(page.getByTestId("queued")).hasCount(1);
        Browser.send(page, "say second");
        assertThat(page.getByTestId("queued")).hasCount(2);
        page.getByTestId("queue-up").last().click();
        assertThat(page.getByTestId("queued").first()).containsText("say second");
        page.getByTestId("queued").last().dragTo(page.getByTestId("queued").first());
        assertThat(page.getByTestId("queued").first()).containsText("say first");
        page.getByTestId("edit-queued").first().click();
        rewrite("say better");
        assertThat(page.getByTestId("queued").first()).containsText("say better");
        page.getByTestId("stop").click();
        Browser.awaitStatus(page, "idle");
        assertThat(page.getByTestId("resume-queue")).isVisible();
        page.getByTestId("send-now").last().click();
        assertThat(page.getByTestId("queued")).hasCount(0);
        Browser.awaitStatus(page, "idle");
        assertThat(page.getByTestId("user-message").nth(1)).containsText("say second");
    }

    @ParameterizedTest
    @EnumSource(Look.class)
    void branchesAndTheQueueLookRight(Look look) {
        page = browser.signedIn(look);
        Browser.begin(page, "Browser", "say a first thought");
        answered("You said a first thought");
        act("edit-message", page.getByTestId("user-message"));
        rewrite("say a better thought");
        answered("You said a better thought");
        page.getByTestId("prose").hover();
        Browser.shot(page, look, "branches");
        act("edit-message", page.getByTestId("user-message"));
        page.getByTestId("edited-text").waitFor();
        Browser.shot(page, look, "branches-edit");
        rewrite("run sleep 617");
        page.locator("[data-state=started]").waitFor();
        Browser.send(page, "and then tell me about it in some detail, please");
        assertThat(page.getByTestId("queued")).hasCount(1);
        Browser.send(page, "say thank you");
        assertThat(page.getByTestId("queued")).hasCount(2);
        Browser.shot(page, look, "queue");
        act("edit-message", page.getByTestId("user-message"));
        rewrite("say it was enough");
        assertThat(page.getByTestId("notice")).containsText("sleep 617");
        Browser.awaitStatus(page, "idle");
        Browser.shot(page, look, "branches-remains");
        Browser.fitsTheScreen(page);
    }

    private void act(String button, Locator message) {
        message.last().hover();
        page.getByTestId(button).last().click();
    }

    private void rewrite(String text) {
        page.getByTestId("edited-text").locator("textarea").fill(text);
        page.getByTestId("save-text").click();
        assertThat(page.getByTestId("edited-text")).hasCount(0);
    }

    private void answered(String words) {
        assertThat(page.getByTestId("prose").last()).containsText(words);
        Browser.awaitStatus(page, "idle");
    }
}
