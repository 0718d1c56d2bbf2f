package dev.mainspring.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import dev.mainspring.testing.Pictures;
import dev.mainspring.testing.ProductTest;
import dev.mainspring.ui.Browser.Look;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Images and files in the browser: chosen, pasted, dropped, sent, shown. */
@ProductTest
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FilesInTheBrowserTest {

    /** Makes a file in the page and hands it to the composer as the browser would. */
    private static final String HAND_OVER =
            """
            ([how, name, type, base64]) => {
              const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
              const data = new DataTransfer();
              data.items.add(new File([bytes], name, {type}));
              const field = document.querySelector('[data-testid=message] textarea');
              if (how === 'paste') {
                field.dispatchEvent(new ClipboardEvent('paste',
                  {clipboardData: data, bubbles: true, cancelable: true}));
              } else {
                field.dispatchEvent(new DragEvent(how,
                  {dataTransfer: data, bubbles: true, cancelable: true}));
              }
            }
            """;

    @LocalServerPort int port;

    private Browser browser;
    private Page page;
    private final List<String> foreign = new ArrayList<>();

    @BeforeAll
    void start() {
        browser = Browser.open(port);
    }

    private void open(Look look) {
        page = browser.signedIn(look);
        page.onRequest(request -> {
            String url = request.url();
            if (!url.startsWith("http://127.0.0.1:" + port) && url.startsWith("http")) {
                foreign.add(url);
            }
        });
    }

    @AfterEach
    void leave() {
        page.context().close();
        assertThat(browser.complaints()).isEmpty();
        assertThat(foreign).isEmpty();
    }

    @AfterAll
    void end() {
        browser.close();
    }

    @Test
    void whatIsPastedAndDroppedIsSentAndShown() {
        open(Look.DESKTOP);
        handOver("paste", "image.png", "image/png", Pictures.png(320, 180));
        assertThat(chips("done")).hasCount(1);
        handOver("dragenter", "notes.md", "text/markdown", text("# Notes\n"));
        assertThat(page.getByTestId("drop-overlay")).isVisible();
        handOver("drop", "notes.md", "text/markdown", text("# Notes\n"));
        assertThat(page.getByTestId("drop-overlay")).hasCount(0);
        assertThat(chips("done")).hasCount(2);
        page.reload();
        assertThat(chips("done")).hasCount(2);

        Browser.begin(page, "Sight", "");
        Browser.awaitStatus(page, "idle");
        assertThat(page.getByTestId("prose")).containsText("I see a picture");
        Locator bubble = page.getByTestId("user-message");
        assertThat(bubble.getByTestId("file")).containsText("notes.md");
        Locator picture = bubble.getByTestId("image");
        assertThat((Integer) picture.locator("img").evaluate("it => it.naturalWidth"))
                .isEqualTo(320);
        assertThat(page.getByTestId("attachment")).hasCount(0);
        picture.click();
        assertThat(page.getByTestId("zoom").locator("img")).isVisible();
        page.keyboard().press("Escape");
        assertThat(page.getByTestId("zoom")).hasCount(0);
    }

    @Test
    void whatCannotBeTakenSaysWhyAndHoldsTheMessageBack() {
        open(Look.DESKTOP);
        choose("photo.png", "image/png", text("just words"));
        assertThat(chips("failed")).containsText("photo.png says it is image/png");
        choose("large.csv", "text/csv", new byte[11 << 20]);
        assertThat(chips("failed").last()).containsText("at most 10 MB");
        Browser.send(page, "say hello");
        assertThat(page.getByTestId("new-chat-page")).isVisible();
        page.getByTestId("remove-attachment").last().click();
        page.getByTestId("remove-attachment").click();
        assertThat(page.getByTestId("attachment")).hasCount(0);
    }

    @Test
    void aModelThatCannotSeeIsSaidBeforeAnythingIsSent() {
        open(Look.DESKTOP);
        choose("shot.png", "image/png", Pictures.png(64, 64));
        assertThat(chips("done")).hasCount(1);
        page.getByTestId("model-picker").click();
        page.getByText("Blind", new Page.GetByTextOptions().setExact(true)).click();
        Browser.send(page, "what is this?");
        assertThat(page.locator("vaadin-notification-card")).containsText("sees no images");
        assertThat(chips("done")).hasCount(1);
        assertThat(page.getByTestId("message").locator("textarea")).hasValue("what is this?");
        Browser.begin(page, "Sight", "what is this?");
        Browser.awaitStatus(page, "idle");
        assertThat(page.getByTestId("prose")).containsText("I see a picture");
    }

    @ParameterizedTest
    @EnumSource
    void theAgentsFilesAreShownInEveryLook(Look look) {
        open(look);
        choose("shot.png", "image/png", Pictures.png(640, 360));
        choose("measurements.csv", "text/csv", text("a,b\n1,2\n"));
        choose("photo.jpg", "image/jpeg", text("just words"));
        assertThat(chips("done")).hasCount(2);
        assertThat(chips("failed")).hasCount(1);
        Browser.shot(page, look, "files-composer");
        handOver("dragenter", "x.png", "image/png", Pictures.png(2, 2));
        assertThat(page.getByTestId("drop-overlay")).isVisible();
        Browser.shot(page, look, "files-drop");
        handOver("dragleave", "x.png", "image/png", Pictures.png(2, 2));
        page.getByTestId("remove-attachment").last().click();
        Browser.begin(page, "Sight", "report what you see here");
        Browser.awaitStatus(page, "idle");
        Browser.send(page, "report");
        assertThat(page.getByTestId("file").filter(with("report.md"))).isVisible();
        assertThat(page.getByTestId("image")).hasCount(2);
        Browser.awaitStatus(page, "idle");
        Browser.shot(page, look, "files-chat");
        page.getByTestId("image").last().click();
        assertThat(page.getByTestId("zoom").locator("img")).isVisible();
        Browser.shot(page, look, "files-zoom");
    }

    private void choose(String name, String type, byte[] content) {
        page.getByTestId("file-input").setInputFiles(new FilePayload(name, type, content));
    }

    private void handOver(String how, String name, String type, byte[] content) {
        page.evaluate(
                HAND_OVER, List.of(how, name, type, Base64.getEncoder().encodeToString(content)));
    }

    private Locator chips(String state) {
        return page.locator("[data-testid=attachment][data-state=" + state + "]");
    }

    private static Locator.FilterOptions with(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
