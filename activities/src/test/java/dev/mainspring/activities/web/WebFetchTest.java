package dev.mainspring.activities.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainspring.activities.Cancellation;
import dev.mainspring.activities.net.AddressRange;
import dev.mainspring.activities.net.OutboundGuard;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okio.Buffer;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pages of a web of which the test is the resolver: site.test is allowed, inside.test is not. */
class WebFetchTest {

    private final MockWebServer server = new MockWebServer();
    private final Cancellation cancellation = new Cancellation();
    private WebPages pages;

    @BeforeEach
    void start() throws IOException {
        server.start(InetAddress.getByName("127.0.0.1"), 0);
        OutboundGuard guard =
                new OutboundGuard(WebFetchTest::resolve, List.of(AddressRange.of("127.0.0.1")));
        pages = new WebPages(guard, Duration.ofSeconds(3));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static List<InetAddress> resolve(String host) throws UnknownHostException {
        return switch (host) {
            case "site.test" -> List.of(InetAddress.getByName("127.0.0.1"));
            case "inside.test" -> List.of(InetAddress.getByName("10.0.0.1"));
            default -> throw new UnknownHostException(host);
        };
    }

    private String url(String path) {
        return "http://site.test:" + server.getPort() + path;
    }

    private WebPage read(String url) {
        return pages.read(url, 1 << 20, cancellation);
    }

    private void page(String type, String body) {
        server.enqueue(
                new MockResponse.Builder().setHeader("Content-Type", type).body(body).build());
    }

    private void redirect(String to) {
        server.enqueue(new MockResponse.Builder().code(302).setHeader("Location", to).build());
    }

    private static WebPage.Read text(WebPage page) {
        assertThat(page).isInstanceOf(WebPage.Read.class);
        return (WebPage.Read) page;
    }

    private static String why(WebPage page) {
        assertThat(page).isInstanceOf(WebPage.Unread.class);
        return ((WebPage.Unread) page).why();
    }

    @Test
    void aPageIsMarkdownWithoutItsNoise() {
        page(
                "text/html; charset=utf-8",
                """
                <html><head><title>Mills &amp; more</title><script>evil()</script></head><body>
                <nav>Home | About</nav><main><h1>Mills</h1><p>Water <b>turns</b> a
                <a href="/wheel">wheel</a>.</p><ul><li>one</li><li>two</li></ul>
                <table><tr><th>a</th></tr><tr><td>ä</td></tr></table>
                <pre><code>make all</code></pre></main></body></html>
                """);
        WebPage.Read page = text(read(url("/mills")));
        assertThat(page.title()).isEqualTo("Mills & more");
        assertThat(page.markdown())
                .contains("# Mills", "Water **turns**", "* one", "make all", "| ä |")
                .contains("[wheel](" + url("/wheel") + ")")
                .doesNotContain("evil", "Home");
    }

    @Test
    void otherTextIsAsItIsAndWhatIsNoTextIsRefused() {
        page("application/json", "{\"a\": 1}");
        assertThat(text(read(url("/a.json"))).markdown()).isEqualTo("{\"a\": 1}");
        page("image/png", "PNG");
        assertThat(why(read(url("/a.png")))).contains("image/png, not text");
        server.enqueue(new MockResponse.Builder().code(404).build());
        assertThat(why(read(url("/none")))).contains("HTTP 404");
    }

    @Test
    void everyRedirectIsLookedAtAnew() {
        redirect("/next");
        redirect("//site.test:" + server.getPort() + "/last");
        page("text/plain", "there");
        assertThat(text(read(url("/"))).url()).isEqualTo(url("/last"));
        for (String inside :
                List.of(
                        "http://inside.test/",
                        "http://169.254.169.254/latest/meta-data/",
                        "http://127.0.0.2:1/",
                        "http://[::1]:1/",
                        "https://10.0.0.1/")) {
            redirect(inside);
            assertThat(why(read(url("/")))).contains("not on the public internet");
        }
        redirect("file:///etc/passwd");
        assertThat(why(read(url("/")))).contains("redirects to nowhere on the web");
    }

    @Test
    void redirectsHaveAnEnd() {
        for (int i = 0; i < 6; i++) {
            redirect("/again");
        }
        assertThat(why(read(url("/")))).contains("redirects too often");
    }

    @Test
    void onlyTheWebIsRead() {
        assertThat(why(read("file:///etc/passwd"))).contains("not an http or https URL");
        assertThat(why(read("ftp://site.test/"))).contains("not an http or https URL");
        assertThat(why(read("http://nowhere.test/"))).contains("nowhere.test");
        assertThat(why(read("http://inside.test/"))).contains("not on the public internet");
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void aBombIsReadUpToTheLimit() throws IOException {
        Buffer bomb = new Buffer();
        try (var gzip = Okio.buffer(new GzipSink(bomb))) {
            for (int i = 0; i < 40; i++) {
                gzip.write(new byte[1 << 20]);
            }
        }
        server.enqueue(
                new MockResponse.Builder()
                        .setHeader("Content-Type", "text/plain")
                        .setHeader("Content-Encoding", "gzip")
                        .body(bomb)
                        .build());
        WebPage.Read page = text(pages.read(url("/bomb"), 100_000, cancellation));
        assertThat(page.markdown()).hasSize(100_000);
        assertThat(page.cut()).isTrue();
    }

    @Test
    void aPageNestedWithoutEndIsRead() {
        page("text/html", "<div>".repeat(100_000) + "deep");
        assertThat(text(read(url("/deep"))).markdown()).contains("deep");
        page("text/html", "<p>one</p>".repeat(20_000));
        assertThat(text(read(url("/long"))).markdown()).contains("one");
        page("text/html", "<b>".repeat(60) + "<p>some</p>".repeat(5_000));
        assertThat(text(read(url("/wide"))).markdown()).contains("some");
    }

    @Test
    void aPageThatDoesNotComeEndsAtTheLimit() {
        server.enqueue(
                new MockResponse.Builder()
                        .setHeader("Content-Type", "text/plain")
                        .body("x".repeat(1000))
                        .throttleBody(10, 1, TimeUnit.SECONDS)
                        .build());
        assertThat(why(read(url("/slow")))).contains("timeout");
    }

    @Test
    void aStopEndsTheReading() throws Exception {
        server.enqueue(
                new MockResponse.Builder().headersDelay(20, TimeUnit.SECONDS).body("x").build());
        CompletableFuture<WebPage> page = CompletableFuture.supplyAsync(() -> read(url("/")));
        server.takeRequest(5, TimeUnit.SECONDS);
        cancellation.interrupt();
        assertThat(page.get(2, TimeUnit.SECONDS)).isInstanceOf(WebPage.Stopped.class);
    }
}
