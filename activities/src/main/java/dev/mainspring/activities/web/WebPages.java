package dev.mainspring.activities.web;

import dev.mainspring.activities.Cancellation;
import dev.mainspring.activities.DetachedException;
import dev.mainspring.activities.net.OutboundGuard;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/** Reads pages of the public web, within bounds of size and time. */
public final class WebPages {

    /** RFC 9110, section 15.4, knows no number; browsers take 20. */
    private static final int REDIRECTS = 5;

    /** Of everything, redirects included. */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static final String ACCEPT =
            "text/html,application/xhtml+xml,text/markdown,text/plain,application/json;q=0.9,"
                    + "text/*;q=0.8";

    private final OkHttpClient client;
    private final Duration limit;

    public WebPages(OutboundGuard guard) {
        this(guard, LIMIT);
    }

    WebPages(OutboundGuard guard, Duration limit) {
        this.limit = limit;
        this.client =
                guard.guard(
                                new OkHttpClient.Builder()
                                        .connectTimeout(Duration.ofSeconds(10))
                                        .callTimeout(limit))
                        .build();
    }

    /**
     * Reads a page.
     *
     * @param mostBytes of it, unpacked; what is more is not read
     * @throws DetachedException if this attempt is over
     */
    WebPage read(String url, int mostBytes, Cancellation cancellation) {
        long end = System.nanoTime() + limit.toNanos();
        HttpUrl next = HttpUrl.parse(url);
        if (next == null) {
            return new WebPage.Unread("'" + url + "' is not an http or https URL");
        }
        try {
            for (int hops = 0; hops <= REDIRECTS && System.nanoTime() < end; hops++) {
                Call call = client.newCall(request(next));
                cancellation.onEnd(call::cancel);
                try (Response response = call.execute()) {
                    HttpUrl to = redirect(response);
                    if (to == null) {
                        return page(response, mostBytes);
                    }
                    next = to;
                }
            }
            return new WebPage.Unread("the page redirects too often");
        } catch (IOException e) {
            return switch (cancellation.state()) {
                case INTERRUPTED -> new WebPage.Stopped();
                case DETACHED -> throw new DetachedException("reading " + next.host());
                case RUNNING -> new WebPage.Unread(next.host() + ": " + told(e));
            };
        }
    }

    private static Request request(HttpUrl url) {
        // Credentials in an address are nobody's business here.
        HttpUrl plain = url.newBuilder().username("").password("").fragment(null).build();
        return new Request.Builder()
                .url(plain)
                .header("Accept", ACCEPT)
                .header("User-Agent", "Mainspring (web_fetch)")
                .build();
    }

    private static @Nullable HttpUrl redirect(Response response) throws IOException {
        if (!response.isRedirect()) {
            return null;
        }
        String location = response.header("Location");
        HttpUrl to = location == null ? null : response.request().url().resolve(location);
        if (to == null) {
            throw new IOException("it redirects to nowhere on the web");
        }
        return to;
    }

    private static WebPage page(Response response, int mostBytes) throws IOException {
        String url = response.request().url().toString();
        if (!response.isSuccessful()) {
            return new WebPage.Unread(url + " answered HTTP " + response.code());
        }
        MediaType type = response.body().contentType();
        if (!isText(type)) {
            return new WebPage.Unread(url + " is " + type + ", not text");
        }
        Buffer content = new Buffer();
        boolean cut = read(response.body().source(), content, mostBytes);
        if (isHtml(type)) {
            HtmlText html =
                    HtmlText.of(content.readByteArray(), type == null ? null : type.charset(), url);
            return new WebPage.Read(url, html.title(), html.markdown(), cut);
        }
        Charset charset = type == null ? null : type.charset();
        String text = content.readString(charset == null ? StandardCharsets.UTF_8 : charset);
        return new WebPage.Read(url, "", text, cut);
    }

    /** Reads at most so much of what is unpacked on the way; says whether there is more. */
    private static boolean read(BufferedSource from, Buffer to, int most) throws IOException {
        while (to.size() < most) {
            long read = from.read(to, Math.min(8192, most - to.size()));
            if (read < 0) {
                return false;
            }
        }
        return !from.exhausted();
    }

    private static boolean isText(@Nullable MediaType type) {
        return type == null
                || type.type().equals("text")
                || type.subtype().matches("(.+\\+)?(json|xml)|xhtml\\+xml|javascript|yaml|x-yaml");
    }

    private static boolean isHtml(@Nullable MediaType type) {
        return type == null || type.subtype().equals("html") || type.subtype().equals("xhtml+xml");
    }

    private static String told(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
