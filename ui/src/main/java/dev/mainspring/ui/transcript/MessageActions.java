package dev.mainspring.ui.transcript;

import com.vaadin.flow.component.html.Div;
import dev.mainspring.conversation.Message;
import dev.mainspring.conversation.Part;
import dev.mainspring.conversation.Role;
import dev.mainspring.ui.element.Dom;
import dev.mainspring.ui.element.Icon;

/**
 * What a person can do with a message: quiet buttons below it, which show where the pointer is, and
 * always where there is none. They are plain HTML; mainspring.js tells the transcript of a click.
 */
final class MessageActions extends Div {

    private final Div variants = Dom.div("variants-holder");

    MessageActions(Message message) {
        addClassNames("message-actions", message.role() == Role.USER ? "of-person" : "of-agent");
        Dom.testId(this, "message-actions");
        getElement().setAttribute("data-position", String.valueOf(message.position()));
        String buttons =
                message.role() == Role.USER
                        ? button("copy", "Copy", Icon.COPY)
                                + button("edit", "Edit", Icon.PENCIL)
                                + button("regenerate", "Answer again", Icon.REPEAT)
                                + button("fork", "Fork from here", Icon.FORK)
                        : button("copy", "Copy", Icon.COPY)
                                + button("regenerate", "Answer again", Icon.REPEAT)
                                + button("fork", "Fork from here", Icon.FORK);
        add(variants, Dom.html("message-buttons", buttons));
    }

    /** Whether a message has them: what a person said, and what an answer ends with. */
    static boolean suit(Message message) {
        return switch (message.role()) {
            case USER -> message.sent();
            case ASSISTANT ->
                    message.parts().stream().noneMatch(Part.ToolCall.class::isInstance)
                            && message.parts().stream().anyMatch(Part.Text.class::isInstance);
            case TOOL -> false;
        };
    }

    /** Forgets which variants there are. */
    void clearVariants() {
        variants.removeAll();
    }

    /** Shows that this is one of several ways to go on. */
    void addVariants(int index, int count, String previous, String next) {
        Div pair =
                Dom.html(
                        "variants",
                        select("previous", "Previous version", "‹", previous)
                                + "<span>"
                                + index
                                + " / "
                                + count
                                + "</span>"
                                + select("next", "Next version", "›", next));
        variants.add(Dom.testId(pair, "variants"));
    }

    private static String button(String action, String label, Icon icon) {
        return "<button type='button' class='message-action' data-action='"
                + action
                + "' data-testid='"
                + action
                + "-message' aria-label='"
                + label
                + "' title='"
                + label
                + "'>"
                + icon.html()
                + "</button>";
    }

    /** The branch is a UUID, or empty where there is none. */
    private static String select(String testId, String label, String text, String branch) {
        return "<button type='button' class='variant' data-action='select' data-branch='"
                + branch
                + "' data-testid='"
                + testId
                + "-variant' aria-label='"
                + label
                + "'"
                + (branch.isEmpty() ? " disabled" : "")
                + ">"
                + text
                + "</button>";
    }
}
