package dev.mainspring.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import dev.mainspring.testing.ProductTest;
import dev.mainspring.ui.Browser.Look;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Every view in every look: pictures for people, and axe for those who cannot see them. */
@ProductTest
@Timeout(180)
class LooksTest {

    @LocalServerPort int port;

    @ParameterizedTest
    @EnumSource(Look.class)
    void everyViewIsSeenAndAccessible(Look look) {
        try (Browser browser = Browser.open(port)) {
            Page page = browser.page(look);
            page.navigate("/sign-in");
            page.locator("input[name=username]").waitFor();
            look(page, look, "sign-in");
            Browser.signIn(page, ProductTest.EMAIL, ProductTest.PASSWORD);
            page.getByTestId("new-chat-page").waitFor();
            look(page, look, "new-chat");
            Browser.begin(page, "Browser", "tour");
            Browser.awaitStatus(page, "idle");
            look(page, look, "chat");
            page.getByTestId("tool-line").all().forEach(line -> line.click());
            page.getByTestId("exit-code").last().waitFor();
            look(page, look, "chat-open");
            fitsTheScreen(page);
            page.navigate("/");
            Browser.begin(page, "Browser", "run sleep 615");
            page.locator("[data-state=started]").waitFor();
            Browser.send(page, "and then tell me about it");
            page.getByTestId("queued").waitFor();
            look(page, look, "chat-busy");
            page.getByTestId("stop").click();
            Browser.awaitStatus(page, "idle");
            look(page, look, "chat-stopped");
            page.navigate("/");
            Browser.begin(page, "Browser", "refused");
            Browser.awaitStatus(page, "error");
            look(page, look, "chat-error");
            page.navigate("/settings/tokens");
            page.getByTestId("tokens").waitFor();
            look(page, look, "tokens");
            page.navigate("/settings/mcp-servers");
            page.getByTestId("no-mcp-servers").waitFor();
            look(page, look, "mcp-servers-empty");
            page.navigate("/nowhere");
            page.getByTestId("not-found").waitFor();
            look(page, look, "not-found");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static void look(Page page, Look look, String name) {
        Browser.shot(page, look, name);
        List<Rule> serious =
                new AxeBuilder(page)
                        .analyze().getViolations().stream()
                                .filter(rule ->
                                        List.of("serious", "critical").contains(rule.getImpact()))
                                .toList();
        assertThat(serious)
                .as(name + " " + look)
                .extracting(rule -> rule.getId() + " " + rule.getNodes())
                .isEmpty();
    }

    private static void fitsTheScreen(Page page) {
        assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                .isEqualTo(true);
    }
}
