package dev.mainspring.ui.tool;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Pre;
import dev.mainspring.ui.element.Dom;

/** A command and what it printed. */
final class Terminal extends Div {

    private final Pre output = new Pre();

    private Terminal(Call call) {
        addClassName("terminal");
        Dom.testId(this, "terminal");
        String command = call.in("command");
        if (!command.isEmpty()) {
            Div prompt = Dom.div("terminal-command", Dom.span("terminal-prompt", "$"));
            prompt.add(Dom.span("terminal-text", command));
            add(prompt);
        }
        output.getElement().setAttribute("tabindex", "0");
        Dom.testId(output, "terminal-output");
        add(output);
    }

    static Terminal running(Call call, String soFar) {
        Terminal terminal = new Terminal(call);
        terminal.output.getElement().setAttribute("data-follow", "");
        terminal.replace(soFar);
        return terminal;
    }

    static Terminal ended(Call call) {
        Terminal terminal = new Terminal(call);
        String text = Escape.terminal(call.out("output")).stripTrailing();
        terminal.output.setText(text);
        terminal.output.setVisible(!text.isEmpty());
        if (text.isEmpty() && call.out("error").isEmpty()) {
            terminal.add(Dom.span("terminal-empty", "No output."));
        }
        if (call.result() != null && call.result().has("exit_code")) {
            boolean good = call.exitCode() == 0;
            terminal.add(
                    Dom.testId(
                            Dom.span(
                                    good ? "terminal-exit" : "terminal-exit bad",
                                    "exit " + call.exitCode()),
                            "exit-code"));
        }
        return terminal;
    }

    /** Adds text at the end without sending again what is there. */
    void append(String text) {
        output.getElement().executeJs("window.mainspring.append(this, $0)", Escape.terminal(text));
    }

    void replace(String text) {
        output.getElement()
                .executeJs(
                        "this.textContent = ''; window.mainspring.append(this, $0)",
                        Escape.terminal(text));
    }
}
