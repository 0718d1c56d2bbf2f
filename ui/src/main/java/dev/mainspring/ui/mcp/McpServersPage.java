package dev.mainspring.ui.mcp;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.mainspring.chat.McpServerChanges;
import dev.mainspring.chat.McpServerView;
import dev.mainspring.chat.McpSettings;
import dev.mainspring.conversation.McpServerId;
import dev.mainspring.security.CurrentUser;
import dev.mainspring.store.McpServer;
import dev.mainspring.ui.element.Dom;
import dev.mainspring.ui.element.Icon;
import dev.mainspring.ui.layout.MainLayout;
import dev.mainspring.ui.layout.PageHeader;
import jakarta.annotation.security.PermitAll;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The MCP servers a person's chats may use. */
@Route(value = "settings/mcp-servers", layout = MainLayout.class)
@PageTitle("MCP servers · Mainspring")
@PermitAll
public class McpServersPage extends Div {

    private final McpSettings servers;
    private final CurrentUser user = CurrentUser.get().orElseThrow();
    private final Div own = Dom.testId(Dom.div("rows"), "mcp-servers");
    private final Div given = Dom.testId(Dom.div("rows"), "mcp-deployment");
    private final H2 givenTitle = new H2("For everybody");

    /** By name: being asked right now. */
    private final Set<String> checking = new HashSet<>();

    McpServersPage(McpSettings servers) {
        this.servers = servers;
        addClassName("chat-page");
        Button add = new Button("Add server", Icon.PLUS.create(), click -> edit(null));
        add.addThemeVariants(ButtonVariant.AURA_PRIMARY);
        Dom.testId(add, "add-mcp-server");
        Div head = Dom.div("settings-head", new H1("MCP servers"), add);
        Paragraph intro =
                new Paragraph(
                        "Servers of the Model Context Protocol give your agents further tools."
                                + " Those that run as a program do so in the chat's workspace.");
        add(new PageHeader(), Dom.div("settings", head, intro, own, givenTitle, given));
        refresh();
    }

    private void refresh() {
        own.removeAll();
        given.removeAll();
        List<McpServerView> all = servers.list(user.id());
        for (McpServerView server : all) {
            boolean theirs = server.source() == McpServer.Source.USER;
            (theirs ? own : given).add(row(server));
        }
        if (own.getComponentCount() == 0) {
            own.add(
                    Dom.testId(
                            Dom.div("empty", new Span("You have added no servers yet.")),
                            "no-mcp-servers"));
        }
        givenTitle.setVisible(given.getComponentCount() > 0);
        given.setVisible(given.getComponentCount() > 0);
    }

    private McpServerRow row(McpServerView server) {
        return new McpServerRow(
                server,
                checking.contains(server.name()),
                new McpServerRow.Actions() {
                    @Override
                    public void check() {
                        McpServersPage.this.check(server);
                    }

                    @Override
                    public void edit() {
                        McpServersPage.this.edit(server);
                    }

                    @Override
                    public void remove() {
                        askToRemove(server);
                    }
                });
    }

    private void edit(@Nullable McpServerView server) {
        new McpServerDialog(server, changes -> save(server, changes)).open();
    }

    private void save(@Nullable McpServerView before, McpServerChanges changes) {
        McpServerId id = before == null ? null : before.id();
        McpServerView saved =
                id == null
                        ? servers.add(user.id(), null, changes)
                        : servers.change(user.id(), id, changes);
        if (saved.url() != null && saved.enabled()) {
            check(saved);
        } else {
            refresh();
        }
    }

    /** Takes up to half a minute, so it runs beside the page. */
    private void check(McpServerView server) {
        checking.add(server.name());
        refresh();
        UI ui = UI.getCurrent();
        Thread.ofVirtual()
                .start(() -> {
                    McpServerId id = server.id();
                    try {
                        if (id == null) {
                            servers.test(user.id(), server.name());
                        } else {
                            servers.test(user.id(), id);
                        }
                    } finally {
                        ended(ui, server);
                    }
                });
    }

    /** Who has left the page misses nothing: the list is read anew when it is opened. */
    private void ended(UI ui, McpServerView server) {
        if (ui.isAttached()) {
            ui.access(() -> {
                checking.remove(server.name());
                refresh();
            });
        }
    }

    private void askToRemove(McpServerView server) {
        ConfirmDialog ask = new ConfirmDialog();
        ask.setHeader("Remove “" + server.name() + "”?");
        ask.setText("Your chats lose its tools with their next step.");
        ask.setCancelable(true);
        ask.setConfirmText("Remove");
        ask.setConfirmButtonTheme("primary danger");
        ask.addConfirmListener(confirm -> {
            McpServerId id = server.id();
            if (id != null) {
                servers.remove(user.id(), id);
            }
            refresh();
        });
        ask.open();
    }
}
