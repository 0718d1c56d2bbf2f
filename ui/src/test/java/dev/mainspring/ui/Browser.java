package dev.mainspring.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.ScreenshotAnimations;
import dev.mainspring.testing.ProductTest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A real browser, and what a person does in it with the product. */
public final class Browser implements AutoCloseable {

    /** The two sizes of screenshots; each picture is taken in light and in dark. */
    public enum Look {
        DESKTOP(1440, 900),
        PHONE(390, 844);

        final int width;
        final int height;

        Look(int width, int height) {
            this.width = width;
            this.height = height;
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

    private static final Pattern CHAT_ADDRESS = Pattern.compile(".*/chats/[0-9a-f-]{36}$");

    /** A two-core machine that builds at the same time is slow. */
    private static final double PATIENCE_MS = 30_000;

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;
    private final String base;
    private final List<String> complaints = new ArrayList<>();
    private @Nullable String signedIn;

    private Browser(String base) {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
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
                                .setHasTouch(look == Look.PHONE)
                                .setReducedMotion(ReducedMotion.REDUCE)); // drawn by the CPU here
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
        page.waitForURL(CHAT_ADDRESS); // it changes a moment after the page is drawn
    }

    /** Waits until the open chat has this status, by its wire name. */
    public static void awaitStatus(Page page, String wire) {
        page.locator("[data-testid=chat-status][data-status=" + wire + "]").waitFor();
    }

    /** Takes a picture in light and one in dark, for people to look at. */
    public static void shot(Page page, Look look, String name) {
        inBothSchemes(page, scheme -> picture(page, look, scheme, name));
    }

    /**
     * As {@link #shot}, and nothing on the page is a serious hindrance by axe's rules. A phone is
     * looked at in light only: its dark colours are those of the dark desktop.
     */
    static void look(Page page, Look look, String name) {
        inBothSchemes(
                page,
                scheme -> {
                    picture(page, look, scheme, name);
                    if (look == Look.DESKTOP || scheme == ColorScheme.LIGHT) {
                        assertThat(hindrances(page)).as(name + " " + look + " " + scheme).isEmpty();
                    }
                });
    }

    static void fitsTheScreen(Page page) {
        page.waitForFunction("document.documentElement.scrollWidth <= window.innerWidth");
    }

    private static void inBothSchemes(Page page, Consumer<ColorScheme> work) {
        for (ColorScheme scheme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            work.accept(scheme);
        }
    }

    private static void picture(Page page, Look look, ColorScheme scheme, String name) {
        String file = String.join("-", name, look.name(), scheme.name()).toLowerCase(Locale.ROOT);
        page.screenshot(
                new Page.ScreenshotOptions()
                        .setAnimations(ScreenshotAnimations.DISABLED)
                        .setPath(Path.of("target/screenshots").resolve(file + ".png")));
    }

    private static List<String> hindrances(Page page) {
        AxeRunOptions onlyViolations = new AxeRunOptions();
        onlyViolations.setResultTypes(List.of("violations"));
        return new AxeBuilder(page)
                        .options(onlyViolations)
                        .setLegacyMode(
                                true) // no page of ours has frames, which would cost a further page
                        .analyze()
                        .getViolations()
                        .stream()
                        .filter(rule -> List.of("serious", "critical").contains(rule.getImpact()))
                        .map(rule -> rule.getId() + " " + rule.getNodes())
                        .toList();
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
