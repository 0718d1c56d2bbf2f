package dev.mainspring.ui.layout;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.applayout.DrawerToggle;
import com.vaadin.flow.component.html.Div;
import dev.mainspring.ui.element.Dom;
import dev.mainspring.ui.element.Icon;

/** The line at the top of a page, with the button that shows and hides the sidebar. */
public final class PageHeader extends Div {

    public PageHeader(Component... children) {
        addClassName("page-header");
        DrawerToggle toggle = new DrawerToggle();
        toggle.setIcon(Icon.PANEL.create());
        toggle.addClassName("icon-button");
        Dom.label(toggle, "Show or hide the sidebar");
        Dom.testId(toggle, "sidebar-toggle");
        add(toggle);
        add(children);
    }
}
