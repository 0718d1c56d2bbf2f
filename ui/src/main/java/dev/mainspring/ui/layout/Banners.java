package dev.mainspring.ui.layout;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.mainspring.chat.WorkspaceViews;
import dev.mainspring.config.TemporalTarget;
import dev.mainspring.conversation.UserId;
import dev.mainspring.ui.element.Dom;
import dev.mainspring.ui.element.Icon;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** What everybody must know of this installation, above every page. */
@Component
class Banners {

    private final TemporalTarget temporal;
    private final WorkspaceViews workspaces;

    Banners(TemporalTarget temporal, WorkspaceViews workspaces) {
        this.temporal = temporal;
        this.workspaces = workspaces;
    }

    Div[] of(UserId user) {
        List<Div> banners = new ArrayList<>();
        if (temporal.standInReason() != null) {
            banners.add(
                    banner(
                            "A stand-in for Temporal runs: "
                                    + temporal.standInReason()
                                    + ". Chats are kept, but there is no run history, and a restart"
                                    + " begins running turns anew.",
                            "stand-in-banner"));
        }
        workspaces
                .unsafe(user)
                .ifPresent(words -> banners.add(banner(words, "not-isolated-banner")));
        return banners.toArray(Div[]::new);
    }

    private static Div banner(String words, String testId) {
        Div banner = Dom.div("banner", Icon.ALERT.create(), new Span(words));
        banner.getElement().setAttribute("role", "status");
        return Dom.testId(banner, testId);
    }
}
