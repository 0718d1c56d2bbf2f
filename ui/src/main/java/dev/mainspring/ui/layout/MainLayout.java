package dev.mainspring.ui.layout;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.applayout.AppLayout;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.JavaScript;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.spring.security.AuthenticationContext;
import dev.mainspring.chat.Agents;
import dev.mainspring.chat.ChatContexts;
import dev.mainspring.chat.ChatControls;
import dev.mainspring.chat.ChatStreams;
import dev.mainspring.chat.Chats;
import dev.mainspring.security.CurrentUser;
import dev.mainspring.store.LiveFeed;
import dev.mainspring.ui.chat.ChatAddress;
import dev.mainspring.ui.chat.NewChatPage;
import dev.mainspring.ui.element.Dom;
import dev.mainspring.ui.element.Icon;
import dev.mainspring.ui.search.SearchDialog;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The frame of every page: the sidebar with the person's chats, and banners. */
@JavaScript("context://assets/lib/highlightjs/11.11.1/highlight.min.js")
@JavaScript("context://assets/mainspring.js")
@PermitAll
public class MainLayout extends AppLayout implements AfterNavigationObserver {

    /** Changes of the list are shown this much later, many at once. */
    private static final Executor SOON =
            CompletableFuture.delayedExecutor(250, TimeUnit.MILLISECONDS);

    private final Chats chats;
    private final ChatStreams streams;
    private final CurrentUser user;
    private final ChatList list;
    private final AtomicBoolean refreshDue = new AtomicBoolean();
    private LiveFeed.@Nullable Subscription news;

    MainLayout(
            Chats chats,
            Agents agents,
            ChatControls controls,
            ChatContexts contexts,
            ChatStreams streams,
            Banners banners,
            AuthenticationContext authentication,
            Clock clock) {
        this.chats = chats;
        this.streams = streams;
        this.user = CurrentUser.get().orElseThrow();
        this.list = new ChatList(chats, agents, controls, contexts, user.id(), clock);
        setPrimarySection(Section.DRAWER);
        Nav sidebar = new Nav();
        sidebar.addClassName("sidebar");
        Dom.label(sidebar, "Chats");
        Dom.testId(sidebar, "sidebar");
        Div top = Dom.div("sidebar-top", Dom.div("brand", new Span("Mainspring")));
        ListViewMenu views = new ListViewMenu(() -> chats.labels(user.id()), list::view);
        top.add(newChat(), Dom.div("search-line", search(), views));
        sidebar.add(top, list, new UserMenu(user, authentication, this::showShortcuts));
        addToDrawer(sidebar);
        addToNavbar(Dom.div("banners", banners.of(user.id())));
        getElement().addEventListener("show-shortcuts", event -> showShortcuts());
        getElement().addEventListener("open-search", event -> openSearch());
        getElement()
                .addEventListener("new-chat", event -> UI.getCurrent().navigate(NewChatPage.class));
    }

    private static Button newChat() {
        Button button =
                new Button(
                        "New chat",
                        Icon.PLUS.create(),
                        click -> UI.getCurrent().navigate(NewChatPage.class));
        button.addClassName("new-chat");
        return Dom.testId(button, "new-chat");
    }

    private Button search() {
        Button search = new Button("Search", Icon.SEARCH.create(), click -> openSearch());
        search.addClassName("search");
        search.setSuffixComponent(Dom.span("search-key", "Ctrl K"));
        search.addThemeVariants(ButtonVariant.AURA_TERTIARY);
        return Dom.testId(search, "search");
    }

    private void openSearch() {
        new SearchDialog(chats, user.id()).open();
    }

    private void showShortcuts() {
        new ShortcutsDialog().open();
    }

    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        UI ui = event.getUI();
        list.zone(zone(ui));
        list.refresh();
        news = streams.followList(user.id(), chat -> refreshSoon(ui));
        getElement().executeJs("window.mainspring.layout(this)");
    }

    /** Runs on the thread that tells the news. */
    private void refreshSoon(UI ui) {
        if (refreshDue.compareAndSet(false, true)) {
            SOON.execute(() -> {
                refreshDue.set(false);
                if (ui.isAttached()) {
                    ui.access(list::refresh);
                }
            });
        }
    }

    private static ZoneId zone(UI ui) {
        String id = ui.getPage().getExtendedClientDetails().getTimeZoneId();
        try {
            return id == null ? ZoneId.systemDefault() : ZoneId.of(id);
        } catch (DateTimeException unknownToJava) {
            return ZoneId.systemDefault();
        }
    }

    @Override
    protected void onDetach(DetachEvent event) {
        if (news != null) {
            news.close();
            news = null;
        }
        super.onDetach(event);
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        list.current(
                event.getRouteParameters().get("chat").flatMap(ChatAddress::read).orElse(null));
        getElement().executeJs("window.mainspring.navigated(this)");
    }
}
