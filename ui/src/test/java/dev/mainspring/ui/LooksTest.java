package dev.mainspring.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.mainspring.testing.ProductTest;
import dev.mainspring.ui.Browser.Look;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Every view in every look: pictures for people, and axe for those who cannot see them. */
@ProductTest
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LooksTest {

    @LocalServerPort int port;

    private Browser browser;
    private Page maker;

    /** Addresses of chats that are made once and seen in every look. */
    private String toured;

    private String stopped;
    private String failed;

    @BeforeAll
    void makeChats() {
        browser = Browser.open(port);
        maker = browser.signedIn(Look.DESKTOP);
        toured = made("tour", "idle");
        failed = made("refused", "error");
        stopped = made("run sleep 615", "running");
        maker.locator("[data-state=started]").waitFor();
        maker.getByTestId("stop").click();
        Browser.awaitStatus(maker, "idle");
    }

    @AfterAll
    void end() {
        browser.close();
    }

    @ParameterizedTest
    @EnumSource(Look.class)
    void everyViewIsSeenAndAccessible(Look look) {
        Page stranger = browser.page(look);
        stranger.navigate("/sign-in");
        stranger.locator("input[name=username]").waitFor();
        Browser.look(stranger, look, "sign-in");
        stranger.context().close();

        Page page = browser.signedIn(look);
        Browser.look(page, look, "new-chat");
        page.navigate(toured);
        Browser.awaitStatus(page, "idle");
        page.getByTestId("tool-line").last().waitFor();
        Browser.shot(page, look, "chat");
        page.getByTestId("tool-line").all().forEach(line -> line.click());
        page.getByTestId("exit-code").last().waitFor();
        Browser.look(page, look, "chat-open");
        Browser.fitsTheScreen(page);
        page.navigate(made("run sleep 615", "running"));
        page.locator("[data-state=started]").waitFor();
        Browser.send(page, "and then tell me about it");
        page.getByTestId("queued").waitFor();
        Browser.look(page, look, "chat-busy");
        assertThat(page.getByTestId("composer").boundingBox().height).isLessThan(120);
        page.getByTestId("stop").click();
        Browser.awaitStatus(page, "idle");
        page.navigate(stopped);
        page.getByTestId("stopped").waitFor();
        Browser.shot(page, look, "chat-stopped");
        page.navigate(failed);
        Browser.awaitStatus(page, "error");
        Browser.look(page, look, "chat-error");
        page.navigate("/settings/tokens");
        page.getByTestId("tokens").waitFor();
        Browser.look(page, look, "tokens");
        page.navigate("/settings/mcp-servers");
        page.getByTestId("no-mcp-servers").waitFor();
        Browser.look(page, look, "mcp-servers-empty");
        page.navigate("/nowhere");
        page.getByTestId("not-found").waitFor();
        Browser.look(page, look, "not-found");
        page.context().close();
        assertThat(browser.complaints()).isEmpty();
    }

    /** Begins a chat and waits for its status; its address. */
    private String made(String text, String status) {
        maker.navigate("/");
        Browser.begin(maker, "Browser", text);
        Browser.awaitStatus(maker, status);
        return maker.url();
    }
}
