package dev.mainspring.ui.error;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import dev.mainspring.ui.element.Dom;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A page that could not be built. */
@AnonymousAllowed
public class FailedPage extends Div implements HasErrorParameter<Exception> {

    private static final Logger log = LoggerFactory.getLogger(FailedPage.class);

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<Exception> parameter) {
        String reference = UUID.randomUUID().toString().substring(0, 8);
        log.error("a page failed, reference {}", reference, parameter.getCaughtException());
        removeAll();
        addClassName("centered");
        Dom.testId(this, "failed");
        Anchor again = new Anchor(event.getLocation().getPathWithQueryParameters(), "Try again");
        again.setRouterIgnore(true);
        again.addClassName("primary-link");
        add(
                Dom.div(
                        "card",
                        new H1("This page could not be shown"),
                        new Paragraph(
                                "Something it needs did not answer. Your chats and their work are"
                                        + " not affected. If it stays, give your administrator the"
                                        + " reference "
                                        + reference
                                        + "."),
                        again));
        return HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
    }
}
