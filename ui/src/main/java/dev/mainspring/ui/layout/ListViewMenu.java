package dev.mainspring.ui.layout;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.popover.PopoverPosition;
import dev.mainspring.store.Label;
import dev.mainspring.ui.element.Dom;
import dev.mainspring.ui.element.Icon;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Chooses which chats the sidebar lists: all, archived, or those with a label. */
final class ListViewMenu extends Button {

    private final Popover menu = new Popover();
    private final Supplier<List<Label>> labels;
    private final Consumer<ListView> chosen;

    ListViewMenu(Supplier<List<Label>> labels, Consumer<ListView> chosen) {
        super(Icon.FILTER.create());
        this.labels = labels;
        this.chosen = chosen;
        addThemeVariants(ButtonVariant.AURA_TERTIARY);
        addClassName("icon-button");
        setTooltipText("Archived chats and labels");
        Dom.label(this, "Choose which chats are listed");
        Dom.testId(this, "list-views");
        menu.setTarget(this);
        menu.setOpenOnClick(false);
        menu.setPosition(PopoverPosition.BOTTOM_END);
        menu.setRole("menu");
        menu.addClassName("menu");
        addClickListener(click -> open());
    }

    private void open() {
        menu.removeAll();
        menu.add(item(Icon.LIST, ListView.ALL, "view-all"));
        menu.add(item(Icon.ARCHIVE, ListView.ARCHIVED, "view-archived"));
        labels.get()
                .forEach(label -> menu.add(item(Icon.TAG, ListView.labelled(label), "view-label")));
        menu.open();
    }

    private Button item(Icon icon, ListView view, String testId) {
        Button item =
                new Button(
                        view.words(),
                        icon.create(),
                        click -> {
                            menu.close();
                            chosen.accept(view);
                        });
        item.addThemeVariants(ButtonVariant.AURA_TERTIARY);
        item.addClassName("menu-item");
        item.getElement().setAttribute("role", "menuitem");
        return Dom.testId(item, testId);
    }
}
