package dev.mainspring.ui.layout;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.orderedlayout.HorizontalLayout;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.popover.PopoverPosition;
import com.vaadin.flow.component.textfield.TextField;
import dev.mainspring.chat.ChatChanges;
import dev.mainspring.chat.ChatContexts;
import dev.mainspring.chat.ChatControls;
import dev.mainspring.chat.ChatView;
import dev.mainspring.conversation.UserId;
import dev.mainspring.ui.element.Dom;
import dev.mainspring.ui.element.Icon;
import dev.mainspring.ui.element.IconButton;

/** What can be done with a chat of the sidebar: one menu for all rows, since rows are many. */
final class RowMenu extends Popover {

    private static final int UNDO_MS = 8_000;

    private final ChatControls controls;
    private final ChatContexts contexts;
    private final UserId user;
    private final Runnable changed;

    RowMenu(ChatControls controls, ChatContexts contexts, UserId user, Runnable changed) {
        this.controls = controls;
        this.contexts = contexts;
        this.user = user;
        this.changed = changed;
        setOpenOnClick(false);
        setPosition(PopoverPosition.BOTTOM_END);
        setRole("menu");
        addClassName("menu");
        Dom.testId(this, "row-menu");
    }

    void openFor(ChatView chat, IconButton button) {
        removeAll();
        add(
                item(Icon.PENCIL, "Rename", "rename", () -> rename(chat)),
                item(
                        Icon.PIN,
                        chat.pinned() ? "Unpin" : "Pin",
                        "pin",
                        () -> change(chat, ChatChanges.pinned(!chat.pinned()))),
                item(Icon.TAG, "Labels …", "labels", () -> labels(chat)));
        if (!chat.alwaysAllowed().isEmpty()) {
            add(item(Icon.CHECK, "Always allowed …", "allowed", () -> allowed(chat)));
        }
        if (chat.archived()) {
            add(
                    item(
                            Icon.REPEAT,
                            "Take it back",
                            "unarchive",
                            () -> change(chat, ChatChanges.archived(false))),
                    item(Icon.TRASH, "Delete …", "delete", () -> delete(chat)));
        } else {
            add(summary(chat), item(Icon.ARCHIVE, "Archive", "archive", () -> archive(chat)));
        }
        setTarget(button);
        open();
    }

    private Button summary(ChatView chat) {
        boolean enough = contexts.fill(user, chat.id()).canCompact();
        String words = enough ? "Summarise now" : "Too short to summarise";
        Button item = item(Icon.FOLD, words, "summarise", () -> summarise(chat));
        item.setEnabled(enough);
        return item;
    }

    private Button item(Icon icon, String words, String testId, Runnable action) {
        Button item =
                new Button(
                        words,
                        icon.create(),
                        click -> {
                            close();
                            action.run();
                        });
        item.addThemeVariants(ButtonVariant.AURA_TERTIARY);
        item.addClassName("menu-item");
        item.getElement().setAttribute("role", "menuitem");
        return Dom.testId(item, testId);
    }

    private void change(ChatView chat, ChatChanges changes) {
        controls.change(user, chat.id(), changes);
        changed.run();
    }

    private void rename(ChatView chat) {
        Dialog dialog = new Dialog("Rename chat");
        TextField title = new TextField("Title");
        title.setValue(chat.title());
        title.setWidthFull();
        title.setMaxLength(200);
        Dom.testId(title, "title-field");
        Button save =
                new Button(
                        "Rename",
                        click -> {
                            change(chat, ChatChanges.title(title.getValue()));
                            dialog.close();
                        });
        save.addThemeVariants(ButtonVariant.AURA_PRIMARY);
        save.addClickShortcut(Key.ENTER).listenOn(dialog);
        Dom.testId(save, "rename-save");
        dialog.add(title);
        dialog.setWidth("400px");
        dialog.getFooter().add(new Button("Cancel", click -> dialog.close()), save);
        dialog.open();
        title.focus();
    }

    private void summarise(ChatView chat) {
        contexts.compact(user, chat.id());
        changed.run();
    }

    private void allowed(ChatView chat) {
        new AllowedDialog(
                        chat.alwaysAllowed(), kept -> change(chat, ChatChanges.alwaysAllowed(kept)))
                .open();
    }

    private void labels(ChatView chat) {
        new LabelsDialog(chat, labels -> change(chat, ChatChanges.labels(labels))).open();
    }

    private void delete(ChatView chat) {
        ConfirmDialog ask = new ConfirmDialog();
        ask.setHeader("Delete this chat?");
        ask.setText(
                "“"
                        + chat.title()
                        + "” is removed for good, with all its messages. Commands that it left"
                        + " running are ended.");
        ask.setCancelable(true);
        ask.setConfirmText("Delete");
        ask.setConfirmButtonTheme("primary danger");
        ask.addConfirmListener(confirm -> {
            controls.delete(user, chat.id());
            changed.run();
        });
        Dom.testId(ask, "delete-dialog").open();
    }

    private void archive(ChatView chat) {
        if (!chat.busy()) {
            archiveNow(chat, ChatChanges.archived(true));
            return;
        }
        ConfirmDialog ask = new ConfirmDialog();
        ask.setHeader("Archive a chat at work?");
        ask.setText("“" + chat.title() + "” is at work. Archiving stops it.");
        ask.setCancelable(true);
        ask.setConfirmText("Stop and archive");
        ask.setConfirmButtonTheme("primary danger");
        ask.addConfirmListener(confirm -> archiveNow(chat, ChatChanges.archivedByForce()));
        ask.open();
    }

    private void archiveNow(ChatView chat, ChatChanges changes) {
        change(chat, changes);
        Notification done = new Notification();
        done.setDuration(UNDO_MS);
        done.setPosition(Notification.Position.BOTTOM_CENTER);
        Button undo =
                new Button(
                        "Undo",
                        click -> {
                            change(chat, ChatChanges.archived(false));
                            done.close();
                        });
        undo.addThemeVariants(ButtonVariant.AURA_TERTIARY);
        HorizontalLayout line = new HorizontalLayout(new Span("Archived."), undo);
        line.setAlignItems(HorizontalLayout.Alignment.CENTER);
        done.add(line);
        Dom.testId(done, "archived-notification").open();
    }
}
