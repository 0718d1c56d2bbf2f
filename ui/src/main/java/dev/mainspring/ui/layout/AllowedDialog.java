package dev.mainspring.ui.layout;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.mainspring.conversation.ApprovalRule;
import dev.mainspring.ui.element.Dom;
import dev.mainspring.ui.element.Icon;
import dev.mainspring.ui.element.IconButton;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What a person has allowed for good in a chat, to be taken back one by one. */
final class AllowedDialog extends Dialog {

    private final List<ApprovalRule> rules;
    private final Consumer<List<ApprovalRule>> keep;
    private final Div list = Dom.div("allowed-list");

    /**
     * The dialog.
     *
     * @param keep hears which rules stay, each time one is taken back
     */
    AllowedDialog(List<ApprovalRule> rules, Consumer<List<ApprovalRule>> keep) {
        super("Always allowed in this chat");
        this.rules = new ArrayList<>(rules);
        this.keep = keep;
        Dom.testId(this, "allowed-dialog");
        list.getElement().setAttribute("role", "list");
        Paragraph words =
                new Paragraph("The agent does these without asking. Taken back, it asks again.");
        words.addClassName("call-note");
        add(Dom.div("stack", words, list));
        setWidth("560px");
        getFooter().add(new Button("Close", click -> close()));
        show();
    }

    private void show() {
        list.removeAll();
        rules.forEach(rule -> list.add(row(rule)));
        if (rules.isEmpty()) {
            list.add(Dom.span("call-note", "Nothing any more."));
        }
    }

    private Div row(ApprovalRule rule) {
        String what = rule.pattern() == null ? "every call" : literal(rule.pattern());
        Span tool = Dom.span("allowed-tool", rule.tool());
        Span pattern = Dom.span("allowed-pattern", what);
        pattern.getElement().setAttribute("title", what);
        IconButton back =
                new IconButton(
                        Icon.CROSS,
                        "Take back: " + rule.tool() + " " + what,
                        "allowed-remove",
                        () -> takeBack(rule));
        Div row = Dom.testId(Dom.div("allowed-row", tool, pattern, back), "allowed-rule");
        row.getElement().setAttribute("role", "listitem");
        return row;
    }

    private void takeBack(ApprovalRule rule) {
        rules.remove(rule);
        keep.accept(List.copyOf(rules));
        show();
    }

    /** The command as the person saw it: a rule writes its own signs with a backslash before. */
    private static String literal(String pattern) {
        return pattern.replaceAll("\\\\(.)", "$1");
    }
}
