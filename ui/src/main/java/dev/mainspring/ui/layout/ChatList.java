package dev.mainspring.ui.layout;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import dev.mainspring.chat.AgentView;
import dev.mainspring.chat.Agents;
import dev.mainspring.chat.ChatContexts;
import dev.mainspring.chat.ChatControls;
import dev.mainspring.chat.ChatView;
import dev.mainspring.chat.Chats;
import dev.mainspring.chat.Page;
import dev.mainspring.conversation.AgentState;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.UserId;
import dev.mainspring.ui.element.Dom;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The chats of the sidebar. */
final class ChatList extends Div {

    private static final int PAGE = 40;
    private static final int MOST = 200;

    private final Chats chats;
    private final Agents agents;
    private final UserId user;
    private final Clock clock;
    private final RowMenu menu;
    private final Map<ListItem, Component> shown = new HashMap<>();
    private final NeedsYouFilter needsYou = new NeedsYouFilter(this::refresh);
    private int limit = PAGE;
    private ListView view = ListView.ALL;
    private ZoneId zone = ZoneId.of("UTC");
    private @Nullable ChatId current;

    ChatList(
            Chats chats,
            Agents agents,
            ChatControls controls,
            ChatContexts contexts,
            UserId user,
            Clock clock) {
        this.chats = chats;
        this.agents = agents;
        this.user = user;
        this.clock = clock;
        this.menu = new RowMenu(controls, contexts, user, this::refresh);
        menu.addOpenedChangeListener(change -> refresh());
        addClassName("chat-list");
        Dom.testId(this, "chat-list");
    }

    void zone(ZoneId zone) {
        this.zone = zone;
    }

    /** Lists other chats. */
    void view(ListView next) {
        view = next;
        limit = PAGE;
        refresh();
    }

    void current(@Nullable ChatId chat) {
        current = chat;
        refresh();
    }

    /** Reads the list anew and changes on screen what changed; not under an open menu. */
    void refresh() {
        if (menu.isOpened()) {
            return; // closing it refreshes
        }
        List<ChatView> needing = chats.needingYou(user);
        needsYou.count(needing.size());
        show(items(needsYou.on() ? new Page<>(needing, null) : listed()));
    }

    /** The newest chats, and the pinned ones that are older than these. */
    private Page<ChatView> listed() {
        Page<ChatView> page = chats.list(user, view.filter(), null, limit);
        if (!view.equals(ListView.ALL)) {
            return page;
        }
        Set<ChatId> there = page.items().stream().map(ChatView::id).collect(Collectors.toSet());
        List<ChatView> items = new ArrayList<>(page.items());
        chats.pinned(user).stream().filter(chat -> !there.contains(chat.id())).forEach(items::add);
        return new Page<>(items, page.nextCursor());
    }

    private List<ListItem> items(Page<ChatView> page) {
        List<ListItem> items = new ArrayList<>();
        if (!view.equals(ListView.ALL)) {
            items.add(new ListItem.Bar(view));
        }
        Map<ChatId, List<AgentView>> theirs =
                agents.of(user, page.items().stream().map(ChatView::id).toList());
        DayGroups.of(page.items(), clock.instant(), zone)
                .forEach((heading, group) -> {
                    items.add(new ListItem.Heading(heading));
                    group.forEach(chat -> addRows(items, chat, theirs));
                });
        if (page.items().isEmpty()) {
            items.add(new ListItem.Nothing(view.nothing()));
        }
        if (page.nextCursor() != null && limit < MOST) {
            items.add(new ListItem.More());
        }
        return items;
    }

    /** A chat, and under it its sub-agents: all while it or one of them is open, else who works. */
    private void addRows(List<ListItem> items, ChatView chat, Map<ChatId, List<AgentView>> agents) {
        items.add(new ListItem.Chat(chat, chat.id().equals(current)));
        List<AgentView> own = agents.getOrDefault(chat.id(), List.of());
        boolean open =
                chat.id().equals(current) || own.stream().anyMatch(it -> it.id().equals(current));
        own.stream()
                .filter(it -> !it.state().ended() || (open && it.state() != AgentState.CLOSED))
                .forEach(it -> items.add(new ListItem.Agent(it, it.id().equals(current))));
    }

    private void show(List<ListItem> items) {
        shown.keySet().retainAll(items);
        List<Component> wanted = new ArrayList<>();
        wanted.add(needsYou);
        items.forEach(item -> wanted.add(shown.computeIfAbsent(item, this::component)));
        wanted.add(menu);
        arrange(wanted);
    }

    /** What stays is not touched: it keeps the focus, and the list its place. */
    private void arrange(List<Component> wanted) {
        Set<Component> kept = new HashSet<>(wanted);
        getChildren().filter(child -> !kept.contains(child)).toList().forEach(this::remove);
        for (int i = 0; i < wanted.size(); i++) {
            if (i >= getComponentCount() || getComponentAt(i) != wanted.get(i)) {
                addComponentAtIndex(i, wanted.get(i));
            }
        }
    }

    private Component component(ListItem item) {
        return switch (item) {
            case ListItem.Bar(ListView listed) -> new ListViewBar(listed, () -> view(ListView.ALL));
            case ListItem.Heading(String words) -> heading(words);
            case ListItem.Chat(ChatView chat, boolean open) ->
                    new ChatRowItem(chat, open, menu::openFor);
            case ListItem.Agent(AgentView agent, boolean open) -> new AgentRowItem(agent, open);
            case ListItem.Nothing(String words) ->
                    Dom.testId(Dom.span("list-empty", words), "list-empty");
            case ListItem.More() -> moreButton();
        };
    }

    private static H2 heading(String words) {
        H2 heading = new H2(words);
        heading.addClassName("list-heading");
        return heading;
    }

    private Button moreButton() {
        Button button =
                new Button(
                        "Show more",
                        click -> {
                            limit = Math.min(MOST, limit + PAGE);
                            refresh();
                        });
        button.addThemeVariants(ButtonVariant.AURA_TERTIARY);
        return Dom.testId(button, "more-chats");
    }
}
