package dev.mainspring.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import dev.mainspring.security.Accounts;
import dev.mainspring.testing.ProductTest;
import dev.mainspring.ui.Browser.Look;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** The first start: nobody can sign in yet. */
@ProductTest
@TestPropertySource(properties = {"mainspring.admin-email=", "mainspring.admin-password="})
@Timeout(120)
class SetUpTest {

    @Autowired Accounts accounts;

    @LocalServerPort int port;

    @Test
    void theSetUpLinkMakesTheAdministratorOnce() {
        String link = "/setup/" + accounts.newSetUpLink();
        try (Browser browser = Browser.open(port)) {
            for (Look look : Look.values()) {
                Page looked = browser.page(look);
                looked.navigate(link);
                looked.getByTestId("email").waitFor();
                Browser.shot(looked, look, "set-up");
            }
            Page page = browser.page(Look.DESKTOP);
            page.navigate(link);
            page.getByTestId("email").locator("input").fill("grace@example.org");
            page.getByTestId("name").locator("input").fill("Grace");
            page.getByTestId("password").locator("input").fill("short");
            page.getByTestId("set-up").click();
            assertThat(page.getByTestId("password")).containsText("Must have at least");
            page.getByTestId("password").locator("input").fill("a ship in port is safe");
            page.getByTestId("set-up").click();
            page.getByTestId("new-chat-page").waitFor();
            assertThat(page.getByTestId("user-menu")).containsText("Grace");

            Page other = browser.page(Look.DESKTOP);
            other.navigate(link);
            assertThat(other.getByTestId("set-up-void")).isVisible();
        }
    }
}
