package dev.mainspring.ui.element;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;

/** Builds and marks plain elements. */
public final class Dom {

    private Dom() {}

    /** Names a component for tests. */
    public static <C extends Component> C testId(C component, String id) {
        component.getElement().setAttribute("data-testid", id);
        return component;
    }

    /** Tells assistive technology what a component is. */
    public static <C extends Component> C label(C component, String label) {
        component.getElement().setAttribute("aria-label", label);
        return component;
    }

    public static Div div(String classes, Component... children) {
        Div div = new Div(children);
        div.addClassNames(classes.split(" "));
        return div;
    }

    public static Span span(String classes, String text) {
        Span span = new Span(text);
        span.addClassNames(classes.split(" "));
        return span;
    }

    /** A box whose content is HTML that this product made and escaped itself. */
    public static Div html(String classes, String trustedHtml) {
        Div div = div(classes);
        div.getElement().setProperty("innerHTML", trustedHtml);
        return div;
    }
}
