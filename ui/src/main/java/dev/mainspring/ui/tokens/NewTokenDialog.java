package dev.mainspring.ui.tokens;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import dev.mainspring.ui.element.Dom;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Asks for a new token's name and how long it holds. */
final class NewTokenDialog extends Dialog {

    /** Makes the token. */
    interface Maker {
        void make(String name, @Nullable Duration lifetime);
    }

    /** How long a token holds. */
    private enum Lifetime {
        MONTH("30 days", 30),
        QUARTER("90 days", 90),
        YEAR("One year", 365),
        FOR_EVER("Does not expire", 0);

        private final String words;
        private final int days;

        Lifetime(String words, int days) {
            this.words = words;
            this.days = days;
        }

        @Nullable Duration length() {
            return days == 0 ? null : Duration.ofDays(days);
        }
    }

    private final TextField name = new TextField("Name");
    private final Select<Lifetime> lifetime = new Select<>();
    private final Maker maker;

    NewTokenDialog(Maker maker) {
        super("New token");
        this.maker = maker;
        Dom.testId(this, "new-token-dialog");
        setWidth("400px");
        name.setPlaceholder("What it is for, such as “CI”");
        name.setMaxLength(100);
        name.setWidthFull();
        Dom.testId(name, "token-name");
        lifetime.setLabel("Expires after");
        lifetime.setItems(Lifetime.values());
        lifetime.setItemLabelGenerator(it -> it.words);
        lifetime.setValue(Lifetime.QUARTER);
        lifetime.setWidthFull();
        Dom.testId(lifetime, "token-lifetime");
        add(Dom.div("stack", name, lifetime));
        Button create = new Button("Create", click -> create());
        create.addThemeVariants(ButtonVariant.AURA_PRIMARY);
        create.addClickShortcut(Key.ENTER).listenOn(this);
        Dom.testId(create, "create-token");
        getFooter().add(new Button("Cancel", click -> close()), create);
        name.focus();
    }

    private void create() {
        if (name.getValue().isBlank()) {
            name.setErrorMessage("A token needs a name, so that you know it again.");
            name.setInvalid(true);
            name.focus();
            return;
        }
        maker.make(name.getValue(), lifetime.getValue().length());
        close();
    }
}
