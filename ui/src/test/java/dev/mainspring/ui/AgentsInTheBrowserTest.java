package dev.mainspring.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.mainspring.chat.Chats;
import dev.mainspring.chat.NewChat;
import dev.mainspring.chat.NewMessage;
import dev.mainspring.conversation.ApprovalAction;
import dev.mainspring.conversation.ApprovalRule;
import dev.mainspring.conversation.ModelRef;
import dev.mainspring.conversation.UserId;
import dev.mainspring.store.ChatOptions;
import dev.mainspring.testing.ProductTest;
import dev.mainspring.ui.Browser.Look;
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
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a person sees of a chat's sub-agents. */
@ProductTest
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AgentsInTheBrowserTest {

    @LocalServerPort int port;
    @Autowired Chats chats;
    @Autowired JdbcClient jdbc;

    private Browser browser;

    @BeforeAll
    void start() {
        browser = Browser.open(port);
    }

    @AfterAll
    void end() {
        browser.close();
    }

    private static Locator line(Page page, int index) {
        return page.getByTestId("agent-line").nth(index);
    }

    private static Locator row(Page page, String title) {
        return page.getByTestId("agent-row").filter(new Locator.FilterOptions().setHasText(title));
    }

    @Test
    void aCardFollowsItsAgentAndLeadsToItsChat() {
        Page page = browser.signedIn(Look.DESKTOP);
        Browser.begin(page, "Agents", "team 2 gate");
        assertThat(line(page, 1)).containsText("execute: touch at.2");
        assertThat(row(page, "Member 1")).hasCount(1);
        String parent = page.url();

        line(page, 0).click();
        assertThat(page.getByTestId("agent-of")).containsText("Agent of team 2 gate");
        assertThat(page.getByTestId("user-message")).containsText("member gate 1");
        assertThat(row(page, "Member 1").locator("a")).hasAttribute("aria-current", "page");
        page.getByTestId("stop").click();
        Browser.awaitStatus(page, "idle");
        Browser.send(page, "run touch go");
        assertThat(page.getByTestId("prose").last()).containsText("Ran it.");

        page.getByTestId("agent-of").click();
        page.waitForURL(parent);
        Browser.awaitStatus(page, "idle");
        assertThat(line(page, 1)).containsText("Finished");
        page.locator("[data-tool=wait_agent]").getByTestId("tool-line").click();
        assertThat(page.getByTestId("agent-reports")).containsText("Report of gate 2.");
        page.context().close();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void whatAnAgentAsksIsAnsweredInItsParent() {
        ApprovalRule ask = new ApprovalRule("execute", null, ApprovalAction.ASK);
        NewChat request =
                new NewChat(
                        null,
                        NewMessage.of("team 1 ask"),
                        ModelRef.of("scripted/agents"),
                        null,
                        null,
                        null,
                        null,
                        Map.of(),
                        ChatOptions.DEFAULT.withApprovalPolicy(List.of(ask)));
        UserId person =
                jdbc.sql("select id from app_user order by created_at limit 1")
                        .query((row, n) -> new UserId(row.getObject("id", UUID.class)))
                        .single();
        String chat = "/chats/" + chats.create(person, request).id();
        for (Look look : List.of(Look.DESKTOP, Look.PHONE)) {
            Page page = browser.signedIn(look);
            page.navigate(chat);
            assertThat(page.getByTestId("ask-card"))
                    .containsText("May agent “Member 1” run this command?");
            assertThat(line(page, 0)).containsText("Needs you");
            Browser.look(page, look, "agent-asks");
            page.context().close();
        }
        Page page = browser.signedIn(Look.DESKTOP);
        page.navigate(chat);
        page.getByTestId("allow").click();
        Browser.awaitStatus(page, "idle");
        assertThat(page.getByTestId("ask-card")).hasCount(0);
        assertThat(line(page, 0)).containsText("Finished");
        page.context().close();
        assertThat(browser.complaints()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Look.class)
    void agentsAreSeenInEveryLook(Look look) {
        Page page = browser.signedIn(look);
        Browser.begin(page, "Agents", "look after the build");
        assertThat(line(page, 1)).containsText("execute:");
        assertThat(line(page, 2)).containsText("Finished");
        String parent = page.url();
        Browser.look(page, look, "agents");
        if (look == Look.PHONE) {
            page.getByTestId("sidebar-toggle").click();
            page.getByTestId("agent-row").first().waitFor();
            Browser.look(page, look, "agents-sidebar");
            page.getByTestId("agent-row").first().locator("a").click();
        } else {
            line(page, 0).click();
        }
        page.getByTestId("agent-of").waitFor();
        Browser.look(page, look, "agent-chat");
        Browser.fitsTheScreen(page);
        page.getByTestId("agent-of").click();
        page.waitForURL(parent);
        line(page, 0).waitFor();
        page.getByTestId("stop").click();
        Browser.awaitStatus(page, "idle");
        assertThat(line(page, 0)).containsText("Stopped");
        Browser.look(page, look, "agents-stopped");
        page.context().close();
        assertThat(browser.complaints()).isEmpty();
    }
}
