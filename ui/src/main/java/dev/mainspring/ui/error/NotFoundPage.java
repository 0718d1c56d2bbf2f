package dev.mainspring.ui.error;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.RouterLink;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import dev.mainspring.ui.chat.NewChatPage;
import dev.mainspring.ui.element.Dom;
import jakarta.servlet.http.HttpServletResponse;

/** What is not there, or not for this person to see. */
@AnonymousAllowed
public class NotFoundPage extends Div
        implements HasErrorParameter<NotFoundException>, HasDynamicTitle {

    @Override
    public int setErrorParameter(
            BeforeEnterEvent event, ErrorParameter<NotFoundException> parameter) {
        removeAll();
        addClassName("centered");
        Dom.testId(this, "not-found");
        RouterLink home = new RouterLink("Start a new chat", NewChatPage.class);
        home.addClassName("primary-link");
        add(
                Dom.div(
                        "card",
                        new H1("Not found"),
                        new Paragraph("There is no such page, or it is not yours to see."),
                        home));
        return HttpServletResponse.SC_NOT_FOUND;
    }

    @Override
    public String getPageTitle() {
        return "Not found · Mainspring";
    }
}
