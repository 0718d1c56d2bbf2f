package dev.mainspring.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.mainspring.testing.ProductTest;
import dev.mainspring.ui.Browser.Look;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What the agent asks of people, in a browser. */
@ProductTest
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NeedsYouTest {

    private static final double TWO_ROWS_PX = 120;

    @LocalServerPort int port;

    private Browser browser;

    @BeforeAll
    void start() {
        browser = Browser.open(port);
    }

    @AfterAll
    void end() {
        browser.close();
    }

    @ParameterizedTest
    @EnumSource(Look.class)
    void everyCardIsSeenAnsweredAndAccessible(Look look) {
        Page page = browser.signedIn(look);
        page.getByTestId("plan-mode").click();
        assertThat(page.getByTestId("plan-mode")).hasAttribute("aria-pressed", "true");
        Browser.begin(page, "People", "plan");
        Browser.awaitStatus(page, "awaiting_answer");
        assertThat(page.getByTestId("ask-card").locator("table")).isVisible();
        assertThat(page).hasTitle(Pattern.compile("^Needs you: plan"));
        Browser.look(page, look, "ask-plan");
        leavesRoom(page, look);
        page.getByTestId("ask-note").locator("input").fill("Look at the callers first");
        page.getByTestId("reject").click();
        Browser.awaitStatus(page, "awaiting_approval");
        assertThat(page.getByTestId("preview")).containsText("echo carried out");
        assertThat(page.getByTestId("always")).hasCount(0);
        Browser.look(page, look, "ask-approval");
        leavesRoom(page, look);
        page.getByTestId("allow").click();
        Browser.awaitStatus(page, "idle");
        assertThat(page.getByTestId("ask-card")).hasCount(0);
        Browser.send(page, "ask more");
        Browser.awaitStatus(page, "awaiting_answer");
        option(page, "SQLite").click();
        option(page, "Tests").click();
        page.getByTestId("question").last().getByTestId("other").locator("input").fill("lint");
        Browser.look(page, look, "ask-question");
        leavesRoom(page, look);
        page.getByTestId("answer").click();
        Browser.awaitStatus(page, "idle");
        assertThat(page.getByTestId("prose").last()).containsText("lint");
        Browser.send(page, "todos");
        assertThat(page.getByTestId("todos")).containsText("1 of 3 done");
        Browser.awaitStatus(page, "idle");
        page.getByTestId("todo-line").click();
        page.locator("[data-tool=propose_plan] .call-line").click();
        page.locator("[data-tool=ask_user_question] .call-line").click();
        assertThat(page.getByTestId("answers")).containsText("Tests, lint");
        Browser.look(page, look, "ask-answered");
        Browser.fitsTheScreen(page);
        page.context().close();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void aLongFormLeavesRoomOnAPhone() {
        Page page = browser.signedIn(Look.PHONE);
        Browser.begin(page, "People", "ask eight");
        Browser.awaitStatus(page, "awaiting_answer");
        page.getByTestId("ask-card").waitFor();
        Browser.shot(page, Look.PHONE, "ask-eight");
        leavesRoom(page, Look.PHONE);
        page.getByTestId("composer-options").click();
        assertThat(page.getByTestId("model-picker")).isVisible();
        page.getByTestId("stop").click();
        Browser.awaitStatus(page, "idle");
        page.context().close();
    }

    /** The card takes less than half of a phone, what is written and the buttons two rows. */
    private static void leavesRoom(Page page, Look look) {
        if (look == Look.PHONE) {
            assertThat(height(page, "ask-card")).isLessThan(0.45 * look.height);
            assertThat(height(page, "composer")).isLessThan(TWO_ROWS_PX);
            assertThat(height(page, "transcript-scroll")).isGreaterThan(0.2 * look.height);
        }
    }

    private static double height(Page page, String testId) {
        return page.getByTestId(testId).boundingBox().height;
    }

    @Test
    void keysAnswerAndTheSidebarShowsWhoWaits() {
        Page page = browser.signedIn(Look.DESKTOP);
        page.getByTestId("plan-mode").click();
        Browser.begin(page, "People", "run echo first");
        Browser.awaitStatus(page, "awaiting_approval");
        page.getByTestId("needs-you-filter").click();
        assertThat(page.getByTestId("needs-you-filter")).hasAttribute("aria-pressed", "true");
        assertThat(page.getByTestId("chat-row").first()).containsText("run echo first");
        assertThat(page.locator("[data-tool=execute]")).containsText("needs you");
        Browser.shot(page, Look.DESKTOP, "ask-sidebar");
        press(page, "d");
        Browser.awaitStatus(page, "idle");
        assertThat(page.getByTestId("prose").last()).containsText("did not allow");
        Browser.send(page, "ask");
        Browser.awaitStatus(page, "awaiting_answer");
        press(page, "2");
        Browser.awaitStatus(page, "idle");
        assertThat(page.getByTestId("prose").last()).containsText("SQLite");
        page.context().close();
    }

    @Test
    void whoIsSecondIsToldAndSeesTheCardGo() {
        Page one = browser.signedIn(Look.DESKTOP);
        one.getByTestId("plan-mode").click();
        Browser.begin(one, "People", "plan");
        Browser.awaitStatus(one, "awaiting_answer");
        Page two = one.context().newPage();
        two.navigate(one.url());
        two.getByTestId("edit-plan").click();
        two.getByTestId("plan-text").locator("textarea").fill("1. Only the first step.");
        two.getByTestId("approve").click();
        assertThat(one.getByTestId("ask-card")).hasCount(0);
        Browser.awaitStatus(one, "idle");
        assertThat(one.getByTestId("plan-mode")).hasAttribute("aria-pressed", "false");
        assertThat(one.locator("[data-tool=propose_plan]")).containsText("approved with changes");
        one.context().close();
    }

    /** A card takes no key in its first moment: it was meant for something else. */
    private static void press(Page page, String key) {
        page.waitForFunction(
                "() => Date.now() - document.querySelector('.ask-card').shownAt > 700");
        page.locator(".ask-card").press(key);
    }

    private static Locator option(Page page, String label) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile(label)));
    }
}
