package dev.mainspring.ui.layout;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.contextmenu.ContextMenu;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.spring.security.AuthenticationContext;
import dev.mainspring.security.CurrentUser;
import dev.mainspring.ui.element.Dom;
import dev.mainspring.ui.element.Icon;
import dev.mainspring.ui.mcp.McpServersPage;
import dev.mainspring.ui.tokens.TokensPage;
import java.util.LinkedHashMap;
import java.util.Map;

/** Who is signed in, and what concerns them. */
final class UserMenu extends NativeButton {

    /** By the value of CSS color-scheme, which mainspring.js remembers. */
    private final Map<String, MenuItem> themes = new LinkedHashMap<>();

    UserMenu(CurrentUser user, AuthenticationContext authentication, Runnable shortcuts) {
        addClassName("user-menu");
        Dom.testId(this, "user-menu");
        String name = user.name();
        Div words = Dom.div("user-words", Dom.span("user-name", name));
        words.add(Dom.span("user-mail", user.email()));
        add(Dom.span("avatar", name.substring(0, name.offsetByCodePoints(0, 1))), words);
        ContextMenu menu = new ContextMenu(this);
        menu.setOpenOnClick(true);
        item(
                menu,
                Icon.KEY,
                "API tokens",
                "menu-tokens",
                () -> UI.getCurrent().navigate(TokensPage.class));
        item(
                menu,
                Icon.LINK,
                "MCP servers",
                "menu-mcp-servers",
                () -> UI.getCurrent().navigate(McpServersPage.class));
        item(menu, Icon.KEYBOARD, "Keyboard shortcuts", "menu-shortcuts", shortcuts);
        menu.addSeparator();
        theme(menu, Icon.SCREEN, "Theme: as the system", "light dark", "theme-system");
        theme(menu, Icon.SUN, "Theme: light", "light", "theme-light");
        theme(menu, Icon.MOON, "Theme: dark", "dark", "theme-dark");
        menu.addSeparator();
        item(menu, Icon.EXIT, "Sign out", "sign-out", authentication::logout);
        addAttachListener(event -> remembered());
    }

    private static MenuItem item(
            ContextMenu menu, Icon icon, String words, String testId, Runnable action) {
        Span line = Dom.testId(new Span(icon.create(), new Span(words)), testId);
        line.addClassName("menu-line");
        return menu.addItem(line, click -> action.run());
    }

    private void theme(ContextMenu menu, Icon icon, String words, String scheme, String testId) {
        MenuItem item = item(menu, icon, words, testId, () -> choose(scheme));
        item.setCheckable(true);
        themes.put(scheme, item);
    }

    private void choose(String scheme) {
        getElement().executeJs("window.mainspring.theme($0)", scheme);
        check(scheme);
    }

    private void remembered() {
        getElement().executeJs("return window.mainspring.theme()").then(String.class, this::check);
    }

    private void check(String chosen) {
        themes.forEach((scheme, item) -> item.setChecked(scheme.equals(chosen)));
    }
}
