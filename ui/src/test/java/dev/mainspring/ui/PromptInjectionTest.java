package dev.mainspring.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.mainspring.testing.ProductTest;
import dev.mainspring.ui.Browser.Look;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What a model was talked into writing runs nowhere and fetches nothing, until somebody clicks. */
@ProductTest
@Timeout(120)
class PromptInjectionTest {

    @LocalServerPort int port;

    @Test
    void nothingThatAModelWritesRunsOrIsFetchedWithoutAClick() throws IOException {
        PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
        try (MockWebServer theirs = new MockWebServer();
                Browser browser = Browser.open(port)) {
            theirs.start();
            String server = theirs.url("/").toString().replaceAll("/$", "");
            Page page = browser.signedIn(Look.DESKTOP);
            List<String> fetched = new CopyOnWriteArrayList<>();
            page.context()
                    .onRequest(request -> {
                        if (!request.url().startsWith("http://127.0.0.1:" + port)
                                && !request.url().startsWith("data:")) {
                            fetched.add(request.url());
                        }
                    });
            Browser.begin(page, "Trap", "trap " + server);
            nothingHappens(page, fetched);
            page.reload();
            nothingHappens(page, fetched);
            assertThat(theirs.getRequestCount()).isZero();
            assertThat(browser.complaints()).isEmpty();

            theirs.enqueue(new MockResponse.Builder().body("hello").build());
            Locator link = page.getByTestId("transcript").getByText("innocent");
            assertThat(link).hasAttribute("rel", "noopener noreferrer nofollow");
            Page opened = page.waitForPopup(link::click);
            opened.waitForLoadState();
            assertThat(opened.url()).startsWith(server + "/page");
            assertThat((Object) opened.evaluate("() => window.opener")).isNull();
            assertThat((String) opened.evaluate("() => document.referrer")).isEmpty();
        }
    }

    private static void nothingHappens(Page page, List<String> fetched) {
        Browser.awaitStatus(page, "idle");
        assertThat(page.getByTestId("transcript")).containsText("The trap is set.");
        for (Locator card : page.getByTestId("tool-line").all()) {
            card.click();
        }
        for (Locator thought : page.locator(".reasoning-line").all()) {
            thought.click();
        }
        assertThat(page.getByTestId("tool-card").first().locator(".call-body")).isVisible();
        assertThat((Object) page.evaluate("() => window.pwned")).isNull();
        assertThat(
                        page.locator(
                                "[data-testid=transcript] :is(script, iframe, style, link, meta,"
                                        + " [onerror], [onload], [ontoggle], [onclick],"
                                        + " [onmouseover], a[href^='javascript:'],"
                                        + " a[href^='data:'], a[href$='/logout'], a[href=''],"
                                        + " a:not([href]))"))
                .hasCount(0);
        assertThat(page.locator("[data-testid=transcript] img[src^='http']")).hasCount(0);
        assertThat(fetched).isEmpty();
    }
}
