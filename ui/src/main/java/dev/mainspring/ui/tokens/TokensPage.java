package dev.mainspring.ui.tokens;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.mainspring.security.ApiToken;
import dev.mainspring.security.ApiTokens;
import dev.mainspring.security.CurrentUser;
import dev.mainspring.ui.element.Dom;
import dev.mainspring.ui.element.Icon;
import dev.mainspring.ui.element.IconButton;
import dev.mainspring.ui.element.Moment;
import dev.mainspring.ui.layout.MainLayout;
import dev.mainspring.ui.layout.PageHeader;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A person's API tokens. */
@Route(value = "settings/tokens", layout = MainLayout.class)
@PageTitle("API tokens · Mainspring")
@PermitAll
public class TokensPage extends Div {

    private final ApiTokens tokens;
    private final Clock clock;
    private final CurrentUser user = CurrentUser.get().orElseThrow();
    private final Div list = Dom.testId(Dom.div("rows"), "tokens");
    private final Div issued = Dom.div("issued");

    TokensPage(ApiTokens tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
        addClassName("chat-page");
        Button create = new Button("New token", Icon.PLUS.create(), click -> create());
        create.addThemeVariants(ButtonVariant.AURA_PRIMARY);
        Dom.testId(create, "new-token");
        H1 title = new H1("API tokens");
        Div head = Dom.div("settings-head", title, create);
        Paragraph intro =
                new Paragraph(
                        "Programs use a token to act as you, with all your rights: as the header"
                                + " “Authorization: Bearer …”.");
        add(new PageHeader(), Dom.div("settings", head, intro, issued, list));
        issued.setVisible(false);
        refresh();
    }

    private void create() {
        new NewTokenDialog((name, lifetime) -> show(tokens.create(user.id(), name, lifetime)))
                .open();
    }

    private void show(ApiToken.Issued made) {
        issued.removeAll();
        Div line = Dom.div("secret-line", Dom.testId(Dom.span("secret", made.secret()), "secret"));
        Button copy = new Button("Copy", Icon.COPY.create());
        copy.getElement().setAttribute("data-copy-text", made.secret());
        Dom.testId(copy, "copy-secret");
        line.add(copy);
        Span words = new Span("Copy “" + made.token().name() + "” now: it is not shown again.");
        issued.add(words, line);
        issued.getElement().setAttribute("role", "status");
        issued.setVisible(true);
        refresh();
    }

    private void refresh() {
        list.removeAll();
        List<ApiToken> all = tokens.list(user.id());
        all.forEach(token -> list.add(row(token)));
        if (all.isEmpty()) {
            list.add(
                    Dom.testId(Dom.div("empty", new Span("You have no tokens yet.")), "no-tokens"));
        }
    }

    private Div row(ApiToken token) {
        Div words = Dom.div("row-words", Dom.span("row-title", token.name()));
        Div facts = Dom.div("row-facts", Dom.span("mono", token.prefix() + "…"));
        facts.add(new Span(new Span("made "), Moment.ago(token.createdAt())));
        facts.add(expiry(token.expiresAt()));
        Instant used = token.lastUsedAt();
        facts.add(
                used == null
                        ? new Span("never used")
                        : new Span(new Span("used "), Moment.ago(used)));
        words.add(facts);
        IconButton revoke =
                new IconButton(
                        Icon.TRASH, "Revoke " + token.name(), "revoke", () -> askToRevoke(token));
        return Dom.testId(Dom.div("row", Icon.KEY.create(), words, revoke), "token");
    }

    private Span expiry(@Nullable Instant at) {
        if (at == null) {
            return new Span("does not expire");
        }
        boolean over = at.isBefore(clock.instant());
        return new Span(new Span(over ? "expired " : "expires "), Moment.ago(at));
    }

    private void askToRevoke(ApiToken token) {
        ConfirmDialog ask = new ConfirmDialog();
        ask.setHeader("Revoke “" + token.name() + "”?");
        ask.setText("Programs that use it are refused at once. This cannot be undone.");
        ask.setCancelable(true);
        ask.setConfirmText("Revoke");
        ask.setConfirmButtonTheme("primary danger");
        ask.addConfirmListener(confirm -> {
            tokens.revoke(user.id(), token.id());
            refresh();
        });
        ask.open();
    }
}
