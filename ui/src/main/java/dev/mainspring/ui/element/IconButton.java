package dev.mainspring.ui.element;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;

/** A quiet button that shows an icon alone. */
public final class IconButton extends Button {

    public IconButton(Icon icon, String label, String testId, Runnable action) {
        super(icon.create(), click -> action.run());
        addThemeVariants(ButtonVariant.AURA_TERTIARY);
        addClassName("icon-button");
        setTooltipText(label);
        Dom.label(this, label);
        Dom.testId(this, testId);
    }
}
