package dev.mainspring.ui.mcp;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import dev.mainspring.chat.McpServerChanges;
import dev.mainspring.chat.McpServerView;
import dev.mainspring.chat.ProblemException;
import dev.mainspring.store.McpServer;
import dev.mainspring.ui.element.Dom;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks what a server is. Secrets that are stored are not shown, and kept unless new ones are typed.
 */
final class McpServerDialog extends Dialog {

    private static final String OVER_HTTP = "At an address";
    private static final String IN_WORKSPACE = "A program in the workspace";

    /** Keeps the server. */
    interface Keeper {
        void keep(McpServerChanges changes);
    }

    private final @Nullable McpServerView before;
    private final Keeper keeper;
    private final TextField name = new TextField("Name");
    private final RadioButtonGroup<String> kind = new RadioButtonGroup<>("Where it is");
    private final TextField url = new TextField("Address");
    private final TextArea headers = new TextArea("Headers");
    private final TextField command = new TextField("Command");
    private final TextArea arguments = new TextArea("Arguments");
    private final TextArea environment = new TextArea("Environment");
    private final TextField allowed = new TextField("Only these tools");
    private final TextField denied = new TextField("Not these tools");
    private final IntegerField timeout = new IntegerField("Longest call, seconds");
    private final Checkbox enabled = new Checkbox("Used by my chats");
    private final Span problem = Dom.span("form-problem", "");

    McpServerDialog(@Nullable McpServerView before, Keeper keeper) {
        super(before == null ? "Add an MCP server" : "Edit “" + before.name() + "”");
        this.before = before;
        this.keeper = keeper;
        setWidth("520px");
        Dom.testId(this, "mcp-server-dialog");
        describe();
        fill();
        kind.addValueChangeListener(change -> showKind());
        showKind();
        problem.getElement().setAttribute("role", "alert");
        Dom.testId(problem, "mcp-problem");
        add(
                Dom.div(
                        "stack",
                        problem,
                        name,
                        kind,
                        url,
                        headers,
                        command,
                        arguments,
                        environment,
                        allowed,
                        denied,
                        timeout,
                        enabled));
        Button save = new Button(before == null ? "Add" : "Save", click -> save());
        save.addThemeVariants(ButtonVariant.AURA_PRIMARY);
        Dom.testId(save, "save-mcp-server");
        getFooter().add(new Button("Cancel", click -> close()), save);
        name.focus();
    }

    private void describe() {
        kind.setItems(OVER_HTTP, IN_WORKSPACE);
        name.setMaxLength(McpServer.NAME_CHARACTERS);
        name.setHelperText("First half of its tools' names, such as “jira”");
        url.setPlaceholder("https://mcp.example.com/mcp");
        headers.setPlaceholder("Authorization: Bearer …");
        headers.setHelperText(
                kept("One a line", before == null ? List.of() : before.headerNames()));
        command.setPlaceholder("uvx");
        arguments.setHelperText("One a line");
        environment.setPlaceholder("API_KEY=…");
        environment.setHelperText(
                kept("One a line", before == null ? List.of() : before.envNames()));
        allowed.setHelperText("Names as the server has them, with commas; empty: all");
        timeout.setMin(1);
        timeout.setMax((int) McpServer.LONGEST_TIMEOUT.toSeconds());
        for (var field : List.of(name, url, command, allowed, denied)) {
            field.setWidthFull();
        }
        for (var area : List.of(headers, arguments, environment)) {
            area.setWidthFull();
            area.setMinRows(2);
        }
        Dom.testId(name, "mcp-name");
        Dom.testId(kind, "mcp-kind");
        Dom.testId(url, "mcp-url");
        Dom.testId(headers, "mcp-headers");
        Dom.testId(command, "mcp-command");
        Dom.testId(denied, "mcp-denied");
    }

    private static String kept(String rule, List<String> names) {
        return names.isEmpty()
                ? rule
                : rule + ". Stored: " + String.join(", ", names) + "; kept if you leave this empty";
    }

    private void fill() {
        kind.setValue(before != null && before.url() == null ? IN_WORKSPACE : OVER_HTTP);
        timeout.setValue(
                before == null
                        ? (int) McpServer.TIMEOUT.toSeconds()
                        : (int) before.timeoutSeconds());
        enabled.setValue(before == null || before.enabled());
        if (before == null) {
            return;
        }
        name.setValue(before.name());
        url.setValue(text(before.url()));
        command.setValue(text(before.command()));
        arguments.setValue(String.join("\n", before.args()));
        allowed.setValue(String.join(", ", before.allowedTools()));
        denied.setValue(String.join(", ", before.deniedTools()));
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private boolean overHttp() {
        return OVER_HTTP.equals(kind.getValue());
    }

    private void showKind() {
        boolean http = overHttp();
        url.setVisible(http);
        headers.setVisible(http);
        command.setVisible(!http);
        arguments.setVisible(!http);
        environment.setVisible(!http);
    }

    private void save() {
        Integer seconds = timeout.getValue();
        try {
            keeper.keep(
                    new McpServerChanges(
                            name.getValue().strip(),
                            overHttp() ? url.getValue().strip() : null,
                            overHttp() ? pairs(headers, ":") : null,
                            overHttp() ? null : command.getValue().strip(),
                            overHttp() ? null : arguments.getValue().lines().toList(),
                            overHttp() ? null : pairs(environment, "="),
                            names(allowed),
                            names(denied),
                            seconds,
                            enabled.getValue()));
            close();
        } catch (ProblemException refused) {
            problem.setText(String.valueOf(refused.getMessage()));
        }
    }

    private static List<String> names(TextField field) {
        return Arrays.stream(field.getValue().split(","))
                .map(String::strip)
                .filter(it -> !it.isEmpty())
                .toList();
    }

    /** Null, which keeps what is stored, where nothing is typed. */
    private static @Nullable Map<String, String> pairs(TextArea area, String separator) {
        if (area.isEmpty()) {
            return null;
        }
        Map<String, String> pairs = new LinkedHashMap<>();
        area.getValue()
                .lines()
                .filter(line -> !line.isBlank())
                .forEach(line -> {
                    int at = line.indexOf(separator);
                    pairs.put(
                            (at < 0 ? line : line.substring(0, at)).strip(),
                            at < 0 ? "" : line.substring(at + 1).strip());
                });
        return pairs;
    }
}
