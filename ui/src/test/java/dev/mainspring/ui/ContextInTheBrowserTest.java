package dev.mainspring.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.mainspring.testing.ProductTest;
import dev.mainspring.ui.Browser.Look;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A person sees how full the context is, has it summarised, and chooses how long to think. */
@ProductTest
@Timeout(180)
class ContextInTheBrowserTest {

    @LocalServerPort int port;

    private static void theRingIsThatOfTheBranchShown(Page page) {
        Locator ring = page.getByTestId("context-meter");
        String full = ring.getAttribute("title");
        page.getByTestId("user-message").first().hover();
        page.getByTestId("edit-message").first().click();
        page.getByTestId("edited-text").locator("textarea").fill("read 1");
        page.getByTestId("save-text").click();
        assertThat(ring).not().hasAttribute("title", full);
        Browser.awaitStatus(page, "idle");
        page.getByTestId("previous-variant").first().click();
        assertThat(ring).hasAttribute("title", full);
    }

    @ParameterizedTest
    @EnumSource
    void aConversationIsSummarisedByHand(Look look) {
        try (Browser browser = Browser.open(port)) {
            Page page = browser.signedIn(look);
            Browser.begin(page, "Long", "say little");
            Browser.awaitStatus(page, "idle");
            page.getByTestId("context-meter").click();
            assertThat(page.getByTestId("context-words")).containsText("would save hardly any");
            assertThat(page.getByTestId("compact")).isDisabled();
            Browser.shot(page, look, "context-little");
            page.keyboard().press("Escape");
            Browser.send(page, "read 6");
            page.locator("[data-testid=prose]")
                    .filter(new Locator.FilterOptions().setHasText("Read all of it."))
                    .waitFor();
            Browser.awaitStatus(page, "idle");
            page.getByTestId("context-meter").click();
            assertThat(page.getByTestId("context-words"))
                    .containsText(Pattern.compile("About .*k of the 22k tokens"));
            Browser.shot(page, look, "context-meter");
            page.getByTestId("compact").click();
            page.getByTestId("compaction").waitFor();
            Browser.awaitStatus(page, "idle");
            assertThat(page.getByTestId("compaction"))
                    .containsText(Pattern.compile("Summarised \\d+ messages, .*k → .*k tokens"));
            page.getByTestId("compaction").locator("button").click();
            assertThat(page.getByTestId("compaction-summary")).containsText("Files written");
            Browser.shot(page, look, "compaction");
            page.getByTestId("effort-picker").click();
            page.getByRole(AriaRole.OPTION)
                    .filter(new Locator.FilterOptions().setHasText("high"))
                    .click();
            page.reload();
            assertThat(page.getByTestId("effort-picker")).containsText("Effort: high");
            Browser.shot(page, look, "effort");
            theRingIsThatOfTheBranchShown(page);
            assertThat(browser.complaints()).isEmpty();
        }
    }
}
