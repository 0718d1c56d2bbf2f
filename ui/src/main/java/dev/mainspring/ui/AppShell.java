package dev.mainspring.ui;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.page.AppShellConfigurator;
import com.vaadin.flow.component.page.Inline;
import com.vaadin.flow.component.page.Push;
import com.vaadin.flow.server.AppShellSettings;
import com.vaadin.flow.theme.aura.Aura;

/** The page that every view lives in: theme, push, icon. */
@Push
@StyleSheet(Aura.STYLESHEET)
@StyleSheet("styles.css")
public class AppShell implements AppShellConfigurator {

    /** Before the first paint, or a dark page would flash white. The key is mainspring.js's. */
    private static final String THEME =
            "document.documentElement.style.colorScheme ="
                    + " localStorage.getItem('mainspring.theme') || 'light dark';"
                    + " if (/\\/(sign-in|setup)/.test(location.pathname)) {"
                    + " document.documentElement.classList.add('plain'); }";

    @Override
    public void configurePage(AppShellSettings settings) {
        settings.setViewport(
                "width=device-width, initial-scale=1, interactive-widget=resizes-content");
        settings.setPageTitle("Mainspring");
        settings.addFavIcon("icon", "assets/mainspring.svg", "any");
        settings.addInlineWithContents(Inline.Position.PREPEND, THEME, Inline.Wrapping.JAVASCRIPT);
    }
}
