package dev.mainspring.ui.mcp;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.mainspring.chat.McpServerView;
import dev.mainspring.ui.element.Dom;
import dev.mainspring.ui.element.Icon;
import dev.mainspring.ui.element.IconButton;
import dev.mainspring.ui.element.Moment;
import java.time.Instant;
import java.util.stream.Collectors;

/** One server: where it is, how it does, and what can be done about it. */
final class McpServerRow extends Div {

    /** What its buttons do. */
    interface Actions {
        void check();

        void edit();

        void remove();
    }

    McpServerRow(McpServerView server, boolean checking, Actions actions) {
        addClassNames("row", "mcp-row");
        Dom.testId(this, "mcp-server");
        getElement().setAttribute("data-name", server.name());
        getElement().setAttribute("data-state", checking ? "checking" : server.state().wire());
        Div words = Dom.div("row-words", Dom.span("row-title", server.name()), facts(server));
        words.add(state(server, checking));
        String error = server.error();
        if (error != null && !checking) {
            words.add(Dom.testId(Dom.span("mcp-error", error), "mcp-error"));
        }
        add(icon(server), words);
        if (server.url() != null && server.enabled()) {
            Button check = new Button("Check", click -> actions.check());
            check.addThemeVariants(ButtonVariant.AURA_TERTIARY);
            check.setEnabled(!checking);
            Dom.label(check, "Check " + server.name());
            add(Dom.testId(check, "check-mcp-server"));
        }
        if (server.id() != null) {
            add(
                    new IconButton(
                            Icon.PENCIL, "Edit " + server.name(), "edit-mcp-server", actions::edit),
                    new IconButton(
                            Icon.TRASH,
                            "Remove " + server.name(),
                            "remove-mcp-server",
                            actions::remove));
        }
    }

    private static Span icon(McpServerView server) {
        return (server.url() == null ? Icon.TERMINAL : Icon.LINK).create();
    }

    private static Div facts(McpServerView server) {
        String url = server.url();
        String where =
                url != null
                        ? url
                        : server.command()
                                + server.args().stream()
                                        .map(it -> " " + it)
                                        .collect(Collectors.joining());
        Div facts = Dom.div("row-facts", Dom.span("mono mcp-where", where));
        if (!server.allowedTools().isEmpty()) {
            facts.add(new Span("only " + String.join(", ", server.allowedTools())));
        }
        if (!server.deniedTools().isEmpty()) {
            facts.add(new Span("without " + String.join(", ", server.deniedTools())));
        }
        return facts;
    }

    private static Div state(McpServerView server, boolean checking) {
        Div line = Dom.div("row-facts mcp-state");
        if (checking) {
            line.add(Dom.span("spinner", ""), new Span("connecting"));
            return line;
        }
        switch (server.state()) {
            case READY -> {
                int tools = server.tools().size();
                line.add(Dom.span("mcp-good", tools == 1 ? "1 tool" : tools + " tools"));
                if (!server.leftOut().isEmpty()) {
                    line.add(new Span(server.leftOut().size() + " left out: not usable"));
                }
            }
            case FAILING -> line.add(Dom.span("mcp-bad", "cannot be used"));
            case UNKNOWN -> line.add(new Span("not used yet"));
            case IN_WORKSPACE -> line.add(new Span("runs in the chat's workspace"));
            case DISABLED -> line.add(new Span("switched off"));
        }
        Instant at = server.checkedAt();
        if (at != null) {
            line.add(new Span(new Span("asked "), Moment.ago(at)));
        }
        return line;
    }
}
