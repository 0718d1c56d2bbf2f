package dev.mainspring.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.mainspring.testing.ProductTest;
import dev.mainspring.ui.Browser.Look;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a person sees and does: the whole product, with its real servers and workspace. */
@ProductTest
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChatInTheBrowserTest {

    /** The command line of a process that only this test starts. */
    private static final String SLEEP = "sleep 613";

    private static final LocatorAssertions.ContainsTextOptions SOON =
            new LocatorAssertions.ContainsTextOptions().setTimeout(30_000);

    /** Text that comes between a scroll to the end and the browser's news of it. */
    private static final String GROW_IN_EACH_FRAME =
            """
            async () => {
              const page = [...document.querySelectorAll('.column > .page')].pop();
              for (let i = 0; i < 10; i++) {
                const block = document.createElement('div');
                block.style.height = '120px';
                page.append(block);
                await new Promise(requestAnimationFrame);
                await new Promise((then) => setTimeout(then));
              }
            }
            """;

    @LocalServerPort int port;
    @Autowired JdbcClient jdbc;

    private Browser browser;
    private Page page;

    @BeforeAll
    void start() {
        browser = Browser.open(port);
        page = browser.signedIn(Look.DESKTOP);
    }

    @BeforeEach
    void open() {
        page.navigate("/");
        page.getByTestId("new-chat-page").waitFor();
    }

    @AfterEach
    void scriptsHaveNotComplained() {
        assertThat(browser.complaints()).isEmpty();
    }

    @AfterAll
    void end() {
        browser.close();
    }

    @Test
    void whoIsNotSignedInIsAskedTo() {
        page.getByTestId("user-menu").click();
        page.getByTestId("sign-out").click();
        page.locator("input[name=username]").waitFor();
        page.navigate("/settings/tokens");
        Browser.signIn(page, ProductTest.EMAIL, "wrong password");
        assertThat(page.locator("vaadin-login-form")).containsText("That did not work");
        Browser.signIn(page, ProductTest.EMAIL, ProductTest.PASSWORD);
        page.getByTestId("tokens").waitFor();
    }

    @Test
    void aTurnShowsItsToolsAndTheyOpenToWhatSuitsThem() {
        Browser.begin(page, "Browser", "tour");
        Browser.awaitStatus(page, "idle");
        assertThat(page.getByTestId("user-message")).containsText("tour");

        assertThat(card("write_file")).containsText("src/greet.py");
        assertThat(open(card("read_file")).getByTestId("file-view")).containsText("def greet");
        assertThat(open(card("search_files")).getByTestId("matches")).containsText("greet");
        assertThat(open(card("list_files")).getByTestId("files")).containsText("src/");
        assertThat(card("edit_files")).containsText("+1 −1");
        assertThat(open(card("edit_files")).locator(".added")).containsText("dear {name}");
        Locator failing = open(card("execute").first());
        assertThat(failing.getByTestId("terminal-output")).containsText("no such thing");
        assertThat(failing.getByTestId("exit-code")).hasText("exit 3");
        assertThat(open(card("execute").last()).getByTestId("terminal-output"))
                .hasText("Hello, dear world!");

        Locator answer = page.getByTestId("prose").last();
        assertThat(answer.locator("pre code .hljs-keyword").first()).hasText("def");
        assertThat(answer.locator("a").first()).hasAttribute("rel", "noopener noreferrer nofollow");
        assertThat(answer.locator("img, script")).hasCount(0);
        assertThat(answer.locator("input[type=checkbox]")).hasCount(3);
    }

    @Test
    void textStreamsAndAReloadInTheMiddleMissesNothing() {
        Browser.begin(page, "Browser", "slow");
        assertThat(page.getByTestId("prose")).containsText("alpha one", SOON);
        assertThat(page.getByTestId("status-line")).isVisible();
        page.reload();
        assertThat(page.getByTestId("prose")).containsText("alpha one");
        Browser.awaitStatus(page, "idle");
        assertThat(page.getByTestId("prose")).hasCount(1);
        assertThat(page.getByTestId("prose"))
                .hasText(Pattern.compile("^alpha one two three .* thirty omega\\s*$"));
    }

    @Test
    void theEndIsFollowedAlsoAfterAReloadUnlessSomebodyScrollsAway() {
        Browser.begin(page, "Browser", "long");
        assertThat(page.getByTestId("prose")).containsText("Line 20", SOON);
        page.reload();
        assertThat(page.getByTestId("prose")).containsText("Line 40", SOON);
        page.evaluate(GROW_IN_EACH_FRAME);
        atItsEnd();
        page.getByTestId("transcript-scroll").hover();
        page.mouse().wheel(0, -400);
        assertThat(page.getByTestId("new-messages")).isVisible();
        page.getByTestId("new-messages").click();
        atItsEnd();
        Browser.awaitStatus(page, "idle");
        atItsEnd();
        assertThat(page.getByTestId("new-messages")).isHidden();
    }

    private void atItsEnd() {
        page.waitForFunction(
                """
                () => {
                  const it = document.querySelector('[data-testid=transcript-scroll]');
                  return it.scrollTop > 0 && it.scrollHeight - it.scrollTop - it.clientHeight <= 1;
                }
                """);
    }

    @Test
    void aRunningCommandIsStoppedAndGone() {
        Browser.begin(page, "Browser", "run " + SLEEP);
        assertThat(page.getByTestId("status-line")).containsText("Running " + SLEEP);
        page.waitForCondition(() -> running(SLEEP));
        page.getByTestId("stop").click();
        Browser.awaitStatus(page, "idle");
        assertThat(page.getByTestId("stopped")).isVisible();
        assertThat(card("execute")).containsText("stopped");
        page.waitForCondition(() -> !running(SLEEP));
    }

    @Test
    void aCommandLeftRunningIsStoppedOnItsCard() {
        String command = "sleep 614";
        Browser.begin(page, "Browser", "leave " + command);
        Browser.awaitStatus(page, "idle");
        assertThat(card("execute")).containsText("Running");
        assertThat(page.getByTestId("process-line")).containsText("Runs in the background");
        page.waitForCondition(() -> running(command));
        Browser.look(page, Look.DESKTOP, "process-running");
        page.setViewportSize(390, 844);
        Browser.look(page, Look.PHONE, "process-running");
        page.setViewportSize(1440, 900);
        page.reload();
        page.getByTestId("stop-process").click();
        assertThat(card("execute")).containsText("stopped by SIGTERM");
        assertThat(page.getByTestId("process-line")).hasCount(0);
        Browser.shot(page, Look.DESKTOP, "process-stopped");
        page.waitForCondition(() -> !running(command));
        Browser.send(page, "leave sleep 2; exit 3");
        assertThat(card("execute").last()).containsText("ended, exit 3");
    }

    @Test
    void outputOfARunningCommandShowsWhileItRuns() {
        Browser.begin(
                page, "Browser", "run i=0; while sleep 0.3; do i=$((i+1)); echo line $i; done");
        open(card("execute"));
        assertThat(page.getByTestId("terminal-output")).containsText("line 3", SOON);
        page.reload();
        open(card("execute"));
        assertThat(page.getByTestId("terminal-output")).containsText("line 2");
        page.keyboard().press("Escape");
        Browser.awaitStatus(page, "idle");
    }

    @Test
    void fiveSuccessfulCallsFoldIntoOneLine() {
        Browser.begin(page, "Browser", "many");
        Browser.awaitStatus(page, "idle");
        assertThat(page.getByTestId("fold")).containsText("6 steps");
        assertThat(page.getByTestId("tool-card").first()).isHidden();
        page.getByTestId("fold").locator("button").click();
        assertThat(page.getByTestId("tool-card").first()).isVisible();
    }

    @Test
    void whatIsSentToABusyChatWaitsAndCanBeTakenBack() {
        Browser.begin(page, "Browser", "run sleep 614");
        assertThat(card("execute")).hasAttribute("data-state", "started");
        Browser.send(page, "say first thought");
        Browser.send(page, "say second thought");
        assertThat(page.getByTestId("queued")).hasCount(2);
        deliver("Queue");
        Browser.send(page, "say third thought");
        assertThat(page.getByTestId("queued")).hasCount(3);
        deliver("Steer");
        assertThat(page.getByTestId("queue-up").locator("visible=true")).hasCount(2);
        assertThat(page.getByTestId("queue-up").first()).isDisabled();
        assertThat(page.getByTestId("queue-down").nth(1)).isDisabled();
        Browser.shot(page, Look.DESKTOP, "queue");
        page.getByTestId("unqueue").last().click();
        assertThat(page.getByTestId("queued")).hasCount(2);
        page.getByTestId("unqueue").last().click();
        assertThat(page.getByTestId("queued")).hasCount(1);
        page.getByTestId("stop").click();
        Browser.awaitStatus(page, "idle");
        page.getByTestId("resume-queue").click();
        assertThat(page.getByTestId("prose").last()).containsText("You said first thought", SOON);
        assertThat(page.getByTestId("queued")).not().isVisible();
    }

    @Test
    void aFailureSaysWhatHappenedAndOffersToRetry() {
        Browser.begin(page, "Browser", "refused");
        Browser.awaitStatus(page, "error");
        assertThat(page.getByTestId("status-line")).containsText("refused the key");
        assertThat(page.getByTestId("retry")).isVisible();
        page.navigate("/");
        Browser.begin(page, "Browser", "limited");
        Browser.awaitStatus(page, "retrying");
        assertThat(page.getByTestId("status-line")).containsText("resumes");
        page.getByTestId("stop").click();
        Browser.awaitStatus(page, "idle");
    }

    @Test
    void aDraftSurvivesAReload() {
        page.getByTestId("message").locator("textarea").pressSequentially("half a thought");
        page.reload();
        assertThat(page.getByTestId("message").locator("textarea")).hasValue("half a thought");
        page.getByTestId("message").locator("textarea").fill("");
    }

    @Test
    void aChatIsRenamedPinnedFoundAndArchived() {
        Browser.begin(page, "Browser", "something to keep");
        Browser.awaitStatus(page, "idle");
        menu("something to keep", "rename");
        page.getByTestId("title-field").locator("input").fill("A keeper");
        page.getByTestId("rename-save").click();
        assertThat(page.getByTestId("chat-title")).hasText("A keeper");
        menu("A keeper", "pin");
        assertThat(page.getByTestId("chat-list").locator("h2").first()).hasText("Pinned");
        page.keyboard().press("Control+k");
        assertThat(page.getByTestId("search-dialog")).containsText("Recent");
        page.keyboard().type("something to keep");
        assertThat(page.getByTestId("search-result")).hasCount(1);
        page.keyboard().press("Escape");
        assertThat(page.getByTestId("search-dialog")).hasCount(0);
        menu("A keeper", "archive");
        assertThat(page.getByTestId("chat-row").filter(with("A keeper"))).hasCount(0);
        assertThat(page.getByTestId("archived")).isVisible();
    }

    @Test
    void aPinnedChatStaysInSightHoweverManyAreNewer() {
        Browser.begin(page, "Browser", "an old friend");
        Browser.awaitStatus(page, "idle");
        menu("an old friend", "pin");
        assertThat(page.getByTestId("chat-list").locator("h2").first()).hasText("Pinned");
        String newer =
                """
                insert into chat select (jsonb_populate_record(chat, jsonb_build_object(
                    'id', gen_random_uuid(), 'pinned', false, 'title', 'newer',
                    'updated_at', now() + interval '1 hour'))).*
                from chat cross join generate_series(1, 41) where title = 'an old friend'
                """;
        assertThat(jdbc.sql(newer).update()).isEqualTo(41);
        page.reload();
        assertThat(page.getByTestId("more-chats")).isVisible();
        assertThat(page.getByTestId("chat-list").locator("h2").first()).hasText("Pinned");
        assertThat(page.getByTestId("chat-row").filter(with("an old friend"))).hasCount(1);
        jdbc.sql("delete from chat where title = 'newer'").update();
    }

    @Test
    void aTokenIsMadeShownOnceAndRevoked() {
        page.navigate("/settings/tokens");
        page.getByTestId("new-token").click();
        page.getByTestId("token-name").locator("input").fill("For the test");
        page.getByTestId("create-token").click();
        assertThat(page.getByTestId("secret")).containsText("ms_");
        page.reload();
        assertThat(page.getByTestId("secret")).hasCount(0);
        Locator row = page.getByTestId("token").filter(with("For the test"));
        row.getByTestId("revoke").click();
        page.getByText("Revoke", new Page.GetByTextOptions().setExact(true)).last().click();
        assertThat(row).hasCount(0);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertThat(page.navigate("/no/such/page").status()).isEqualTo(404);
        assertThat(page.getByTestId("not-found")).isVisible();
        assertThat(page.navigate("/chats/00000000-0000-0000-0000-000000000000").status())
                .isEqualTo(404);
        assertThat(page.getByTestId("not-found")).isVisible();
    }

    private void deliver(String words) {
        page.getByTestId("delivery").click();
        page.getByRole(AriaRole.OPTION).filter(with(words + ":")).click();
        assertThat(page.getByTestId("send")).hasText(words);
    }

    private Locator card(String tool) {
        return page.locator("[data-testid=tool-card][data-tool=" + tool + "]");
    }

    private static Locator open(Locator card) {
        card.getByTestId("tool-line").click();
        return card;
    }

    private void menu(String title, String item) {
        Locator row = page.getByTestId("chat-row").filter(with(title));
        row.hover();
        row.getByTestId("chat-menu").click();
        page.getByTestId(item).click();
    }

    private static Locator.FilterOptions with(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }

    private static boolean running(String command) {
        return ProcessHandle.allProcesses()
                .anyMatch(it -> it.info().commandLine().orElse("").endsWith(command));
    }
}
