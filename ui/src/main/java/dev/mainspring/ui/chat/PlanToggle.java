package dev.mainspring.ui.chat;

import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import dev.mainspring.ui.element.Dom;
import dev.mainspring.ui.element.Icon;
import java.util.function.Consumer;

/** Switches plan mode: the agent looks and proposes, and changes nothing. */
final class PlanToggle extends NativeButton {

    private boolean on;

    PlanToggle(boolean on, Consumer<Boolean> onChange) {
        this.on = on;
        addClassName("plan-toggle");
        getElement().setAttribute("type", "button");
        getElement()
                .setAttribute(
                        "title", "Plan mode: the agent looks and proposes a plan, changes nothing");
        add(Icon.LIST.create(), new Span("Plan"));
        Dom.label(this, "Plan mode");
        Dom.testId(this, "plan-mode");
        addClickListener(click -> {
            show(!this.on);
            onChange.accept(this.on);
        });
        show(on);
    }

    void show(boolean now) {
        on = now;
        setClassName("on", now);
        getElement().setAttribute("aria-pressed", Boolean.toString(now));
    }
}
