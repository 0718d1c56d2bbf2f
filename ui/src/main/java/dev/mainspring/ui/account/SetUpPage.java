package dev.mainspring.ui.account;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.JavaScript;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.EmailField;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.textfield.TextFieldBase;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import dev.mainspring.config.IdentityProperties;
import dev.mainspring.security.Accounts;
import dev.mainspring.security.SetupOutcome;
import dev.mainspring.ui.element.Dom;
import org.springframework.util.StringUtils;

/** The first administrator, by the one-time link that the first start prints. */
@Route("setup/:secret")
@PageTitle("Set up · Mainspring")
@AnonymousAllowed
@JavaScript("context://assets/mainspring.js")
public class SetUpPage extends Div implements BeforeEnterObserver {

    private final Accounts accounts;
    private final EmailField email = new EmailField("E-mail");
    private final TextField name = new TextField("Name");
    private final PasswordField password = new PasswordField("Password");
    private String secret = "";

    SetUpPage(Accounts accounts) {
        this.accounts = accounts;
        addClassName("centered");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        secret = event.getRouteParameters().get("secret").orElse("");
        removeAll();
        add(accounts.isSetUpLink(secret) ? form() : voidLink());
    }

    private Div form() {
        email.getElement().setAttribute("autocomplete", "username");
        name.getElement().setAttribute("autocomplete", "name");
        password.getElement().setAttribute("autocomplete", "new-password");
        password.setHelperText(
                "At least "
                        + IdentityProperties.MIN_PASSWORD_CHARS
                        + " characters; a few words are best.");
        Dom.testId(email, "email");
        Dom.testId(name, "name");
        Dom.testId(password, "password");
        email.focus();
        Button create = new Button("Create the administrator", click -> create(click.getSource()));
        create.addThemeVariants(ButtonVariant.AURA_PRIMARY);
        create.addClickShortcut(Key.ENTER);
        Dom.testId(create, "set-up");
        Div card = Dom.div("card form", Brand.mark(), new H1("Welcome to Mainspring"));
        card.add(
                new Paragraph("One account to begin with: it may use and administer everything."),
                email,
                name,
                password,
                create);
        return card;
    }

    private void create(Button button) {
        email.setInvalid(false);
        name.setInvalid(false);
        password.setInvalid(false);
        switch (accounts.setUp(secret, email.getValue(), name.getValue(), password.getValue())) {
            case SetupOutcome.Done _ -> {
                button.setEnabled(false);
                signIn();
            }
            case SetupOutcome.LinkVoid _ -> {
                removeAll();
                add(voidLink());
            }
            case SetupOutcome.Refused(String field, String message) -> refuse(field, message);
        }
    }

    private void refuse(String name, String message) {
        TextFieldBase<?, String> field =
                switch (name) {
                    case "email" -> email;
                    case "name" -> this.name;
                    default -> password;
                };
        field.setErrorMessage(StringUtils.capitalize(message) + ".");
        field.setInvalid(true);
        field.focus();
    }

    /** By the sign-in form's own way, so that the session is made as for every other sign-in. */
    private void signIn() {
        getElement()
                .executeJs(
                        "window.mainspring.signIn($0, $1)", email.getValue(), password.getValue());
    }

    private Div voidLink() {
        RouterLink signIn = new RouterLink("Sign in", SignInPage.class);
        signIn.addClassName("primary-link");
        return Dom.testId(
                Dom.div(
                        "card",
                        new H1("This link cannot be used"),
                        new Paragraph(
                                "It was used, is older than 24 hours, or a newer start printed"
                                        + " another one: look at the program's output."),
                        signIn),
                "set-up-void");
    }
}
