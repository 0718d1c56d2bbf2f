package dev.mainspring.ui.ask;

import com.vaadin.flow.component.button.Button;
import dev.mainspring.conversation.Ask;
import dev.mainspring.conversation.Decision;
import dev.mainspring.conversation.Reply;
import dev.mainspring.ui.tool.Call;
import dev.mainspring.ui.tool.CallPreview;
import java.util.ArrayList;
import java.util.List;

/** May this call be run? Shows the command, the diff or the arguments. */
final class ApprovalCard {

    private ApprovalCard() {}

    static void fill(Card card, Ask.Approval approval, Call call) {
        card.heading(question(approval.tool()));
        card.body(CallPreview.of(call));
        List<Button> buttons = new ArrayList<>();
        buttons.add(
                Card.primary(
                        Card.button("Allow", "allow", "A", () -> decide(card, Decision.ALLOW))));
        if (approval.mayAlways()) {
            String always =
                    approval.tool().equals("execute")
                            ? "Always allow this command"
                            : "Always allow " + approval.tool();
            Button button =
                    Card.button(always, "always", "", () -> decide(card, Decision.ALLOW_ALWAYS));
            button.setTooltipText("In this chat, from now on");
            buttons.add(button);
        }
        Button deny =
                Card.quiet(Card.button("Deny", "deny", "D", () -> decide(card, Decision.DENY)));
        deny.addClassName("ask-no");
        buttons.add(deny);
        card.footer(true, buttons.toArray(Button[]::new));
    }

    private static void decide(Card card, Decision decision) {
        card.answer(Reply.of(decision, card.note()));
    }

    private static String question(String tool) {
        return switch (tool) {
            case "execute" -> "May %s run this command?";
            case "write_file" -> "May %s write this file?";
            case "edit_files" -> "May %s make these edits?";
            default -> "May %s use " + tool.replace("%", "%%") + "?";
        };
    }
}
