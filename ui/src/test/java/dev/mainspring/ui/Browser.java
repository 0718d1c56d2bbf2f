package dev.mainspring.ui;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.mainspring.testing.ProductTest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A real browser, and what a person does in it with the product. */
public final class Browser implements AutoCloseable {

    /** How a page looks: the sizes and schemes of UI.md's screenshots. */
    public enum Look {
        DESKTOP_LIGHT(1440, 900, ColorScheme.LIGHT),
        DESKTOP_DARK(1440, 900, ColorScheme.DARK),
        PHONE_LIGHT(390, 844, ColorScheme.LIGHT),
        PHONE_DARK(390, 844, ColorScheme.DARK);

        final int width;
        final int height;
        final ColorScheme scheme;

        Look(int width, int height, ColorScheme scheme) {
            this.width = width;
            this.height = height;
            this.scheme = scheme;
        }
    }

    private static final List<String> QUIET =
            List.of(
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync");

    /** A two-core machine that builds at the same time is slow. */
    private static final double PATIENCE_MS = 30_000;

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;
    private final String base;
    private final List<String> complaints = new ArrayList<>();
    private @Nullable String signedIn;

    private Browser(String base) {
        this.base = base;
        this.playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        this.chromium =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(Path.of("/usr/bin/chromium"))
                                        .setArgs(QUIET));
    }

    /** Starts a browser for the product on this port. */
    public static Browser open(int port) {
        return new Browser("http://127.0.0.1:" + port);
    }

    /** A page of somebody who is not signed in. */
    public Page page(Look look) {
        return page(look, null);
    }

    private Page page(Look look, @Nullable String state) {
        BrowserContext context =
                chromium.newContext(
                        new com.microsoft.playwright.Browser.NewContextOptions()
                                .setBaseURL(base)
                                .setStorageState(state)
                                .setViewportSize(look.width, look.height)
                                .setHasTouch(look.name().startsWith("PHONE"))
                                .setColorScheme(look.scheme));
        Page page = context.newPage();
        page.setDefaultTimeout(PATIENCE_MS);
        page.onPageError(complaints::add);
        return page;
    }

    /** A page of the administrator, on the new chat; signs in the first time only. */
    public Page signedIn(Look look) {
        Page page = page(look, signedIn);
        page.navigate("/");
        if (signedIn == null) {
            signIn(page, ProductTest.EMAIL, ProductTest.PASSWORD);
        }
        page.getByTestId("new-chat-page").waitFor();
        if (signedIn == null) {
            signedIn = page.context().storageState();
        }
        return page;
    }

    /** Fills in and sends the sign-in form. */
    public static void signIn(Page page, String email, String password) {
        page.locator("input[name=username]").fill(email);
        page.locator("input[name=password]").fill(password);
        page.locator("input[name=password]").press("Enter");
    }

    /** Writes and sends a message, on a chat's page or on the new chat's. */
    public static void send(Page page, String text) {
        page.getByTestId("message").locator("textarea").fill(text);
        page.getByTestId("send").click();
    }

    /** Begins a chat with a scripted model. */
    public static void begin(Page page, String model, String text) {
        page.getByTestId("model-picker").click();
        page.getByRole(AriaRole.OPTION)
                .filter(new Locator.FilterOptions().setHasText(model))
                .click();
        send(page, text);
        page.getByTestId("chat-page").waitFor();
    }

    /** Waits until the open chat has this status, by its wire name. */
    public static void awaitStatus(Page page, String wire) {
        page.locator("[data-testid=chat-status][data-status=" + wire + "]").waitFor();
    }

    /** Takes a picture for people to look at. */
    public static void shot(Page page, Look look, String name) {
        String file = name + "-" + look.name().toLowerCase(Locale.ROOT).replace('_', '-') + ".png";
        page.screenshot(
                new Page.ScreenshotOptions().setPath(Path.of("target/screenshots").resolve(file)));
    }

    /** What scripts of the pages threw so far. */
    public List<String> complaints() {
        return List.copyOf(complaints);
    }

    @Override
    public void close() {
        chromium.close();
        playwright.close();
    }
}
