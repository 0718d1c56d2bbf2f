package dev.mainspring.ui.chat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteAlias;
import com.vaadin.flow.router.RouteParam;
import dev.mainspring.chat.ChatView;
import dev.mainspring.chat.Chats;
import dev.mainspring.chat.ModelDirectory;
import dev.mainspring.chat.NewChat;
import dev.mainspring.chat.NewMessage;
import dev.mainspring.chat.WorkspaceViews;
import dev.mainspring.conversation.Delivery;
import dev.mainspring.conversation.ModelRef;
import dev.mainspring.conversation.ReasoningEffort;
import dev.mainspring.security.CurrentUser;
import dev.mainspring.store.ChatOptions;
import dev.mainspring.ui.element.Dom;
import dev.mainspring.ui.layout.MainLayout;
import dev.mainspring.ui.layout.PageHeader;
import jakarta.annotation.security.PermitAll;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a chat begins: {@code /} and {@code /chats/new?prompt=&template=}. */
@Route(value = "", layout = MainLayout.class)
@RouteAlias(value = "chats/new", layout = MainLayout.class)
@PageTitle("New chat · Mainspring")
@PermitAll
public class NewChatPage extends Div implements BeforeEnterObserver {

    /** Under this key the browser keeps what is not sent yet. */
    private static final String DRAFT = "new";

    private final Chats chats;
    private final ModelDirectory models;
    private final WorkspaceViews workspaces;
    private final CurrentUser user = CurrentUser.get().orElseThrow();
    private ModelRef model;
    private @Nullable ReasoningEffort effort;
    private ChatOptions options = ChatOptions.DEFAULT;

    NewChatPage(Chats chats, ModelDirectory models, WorkspaceViews workspaces) {
        this.chats = chats;
        this.models = models;
        this.workspaces = workspaces;
        this.model = models.defaultModel();
        addClassName("chat-page");
        Dom.testId(this, "new-chat-page");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        QueryParameters query = event.getLocation().getQueryParameters();
        removeAll();
        options = ChatOptions.DEFAULT;
        TemplatePicker template =
                new TemplatePicker(
                        workspaces.templates(user.id()),
                        query.getSingleParameter("template").orElse(null));
        Composer composer =
                new Composer(
                        DRAFT,
                        "Describe the work: what to change, build, find out …",
                        new Begin(template),
                        new ModelPicker(models, model, chosen -> model = chosen),
                        new EffortPicker(null, chosen -> effort = chosen),
                        template,
                        new PlanToggle(false, on -> options = options.withPlanMode(on)));
        query.getSingleParameter("prompt").ifPresent(composer::write);
        Div centre = Dom.div("welcome", new H1("What shall we work on?"));
        centre.add(
                new Paragraph(
                        "The agent reads, edits and runs things in your workspace, and goes on until"
                                + " the work is done, even if this page or the server goes away."),
                composer);
        add(new PageHeader(), centre);
        composer.focusField();
    }

    /** Makes the chat of the first message. */
    private final class Begin implements Composer.Actions {

        private final TemplatePicker template;

        Begin(TemplatePicker template) {
            this.template = template;
        }

        @Override
        public void send(String text, Delivery delivery) {
            ChatView chat =
                    chats.create(
                            user.id(),
                            new NewChat(
                                    null,
                                    NewMessage.of(text),
                                    model,
                                    effort,
                                    null,
                                    template.chosen().orElse(null),
                                    null,
                                    Map.of(),
                                    options));
            UI ui = UI.getCurrent();
            // This composer goes away and cannot clear its draft itself.
            ui.getPage().executeJs("window.mainspring.forget($0)", DRAFT);
            ui.navigate(ChatPage.class, new RouteParam("chat", chat.id().toString()));
        }

        @Override
        public void stop() {
            // Nothing runs before there is a chat.
        }
    }
}
