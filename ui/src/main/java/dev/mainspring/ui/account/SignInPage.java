package dev.mainspring.ui.account;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.login.LoginForm;
import com.vaadin.flow.component.login.LoginI18n;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import dev.mainspring.security.Accounts;
import dev.mainspring.security.CurrentUser;
import dev.mainspring.ui.chat.NewChatPage;
import dev.mainspring.ui.element.Dom;

/** Where a person signs in. */
@Route("sign-in")
@PageTitle("Sign in · Mainspring")
@AnonymousAllowed
public class SignInPage extends Div implements BeforeEnterObserver {

    private final LoginForm form = new LoginForm(words());

    SignInPage(Accounts accounts) {
        addClassName("centered");
        form.setAction("sign-in");
        form.setForgotPasswordButtonVisible(false);
        Dom.testId(form, "sign-in-form");
        H1 title = new H1("Mainspring");
        Div card = Dom.div("card sign-in", Brand.mark(), title);
        card.add(
                new Paragraph(
                        accounts.needsSetUp()
                                ? "Nobody can sign in yet: open the set-up link that the program"
                                        + " printed when it started."
                                : "Sign in to talk to your agents."),
                form);
        add(card);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (CurrentUser.get().isPresent()) {
            event.forwardTo(NewChatPage.class);
            return;
        }
        form.setError(
                event.getLocation().getQueryParameters().getParameters().containsKey("error"));
    }

    private static LoginI18n words() {
        LoginI18n words = LoginI18n.createDefault();
        words.getForm().setTitle("");
        words.getForm().setUsername("E-mail");
        words.getForm().setPassword("Password");
        words.getForm().setSubmit("Sign in");
        words.getErrorMessage().setTitle("That did not work");
        words.getErrorMessage()
                .setMessage(
                        "The e-mail address or the password is wrong, or there were too many"
                                + " attempts: then wait a minute.");
        return words;
    }
}
