package dev.mainspring.ui.layout;

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
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The chats of the sidebar. */
final class ChatList extends Div {

    private static final int PAGE = 40;
    private static final int MOST = 200;

    private record Shown(ChatView chat, boolean current) {}

    private record ShownAgent(AgentView agent, boolean current) {}

    private final Chats chats;
    private final Agents agents;
    private final UserId user;
    private final Clock clock;
    private final RowMenu menu;
    private final Map<Shown, ChatRowItem> rows = new HashMap<>();
    private final NeedsYouFilter needsYou = new NeedsYouFilter(this::refresh);
    private List<Object> shape = List.of();
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

    /** Reads the list anew and changes on screen what changed. */
    void refresh() {
        List<ChatView> needing = chats.needingYou(user);
        needsYou.count(needing.size());
        Page<ChatView> page =
                needsYou.on()
                        ? new Page<>(needing, null)
                        : chats.list(user, view.filter(), null, limit);
        List<Object> next = new ArrayList<>();
        next.add(view);
        Map<ChatId, List<AgentView>> theirs =
                agents.of(user, page.items().stream().map(ChatView::id).toList());
        DayGroups.of(page.items(), clock.instant(), zone)
                .forEach((heading, group) -> {
                    next.add(heading);
                    group.forEach(chat -> addRows(next, chat, theirs));
                });
        next.add(List.of(needing.size(), needsYou.on()));
        boolean more = page.nextCursor() != null && limit < MOST;
        next.add(more);
        if (!next.equals(shape)) {
            shape = next;
            show(next, more);
        }
    }

    /** A chat, and under it its sub-agents: all while it or one of them is open, else who works. */
    private void addRows(List<Object> rows, ChatView chat, Map<ChatId, List<AgentView>> agents) {
        rows.add(new Shown(chat, chat.id().equals(current)));
        List<AgentView> own = agents.getOrDefault(chat.id(), List.of());
        boolean open =
                chat.id().equals(current) || own.stream().anyMatch(it -> it.id().equals(current));
        own.stream()
                .filter(it -> !it.state().ended() || (open && it.state() != AgentState.CLOSED))
                .forEach(it -> rows.add(new ShownAgent(it, it.id().equals(current))));
    }

    private void show(List<Object> items, boolean more) {
        removeAll();
        add(needsYou);
        if (!view.equals(ListView.ALL)) {
            add(new ListViewBar(view, () -> view(ListView.ALL)));
        }
        rows.keySet().retainAll(items);
        for (Object item : items) {
            if (item instanceof Shown shown) {
                add(
                        rows.computeIfAbsent(
                                shown,
                                it -> new ChatRowItem(it.chat(), it.current(), menu::openFor)));
            } else if (item instanceof ShownAgent shown) {
                add(new AgentRowItem(shown.agent(), shown.current()));
            } else if (item instanceof String heading) {
                H2 title = new H2(heading);
                title.addClassName("list-heading");
                add(title);
            }
        }
        if (rows.isEmpty()) {
            add(Dom.testId(Dom.span("list-empty", view.nothing()), "list-empty"));
        }
        if (more) {
            add(moreButton());
        }
        add(menu);
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
