package dev.mainspring.ui.chat;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import dev.mainspring.chat.RequestView;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.Reply;
import dev.mainspring.conversation.UserId;
import dev.mainspring.store.LiveFeed;
import dev.mainspring.ui.ask.InPlace;
import dev.mainspring.ui.ask.NeedsYou;
import dev.mainspring.ui.ask.TodoStrip;
import dev.mainspring.ui.element.Dom;
import dev.mainspring.ui.tool.Call;
import dev.mainspring.ui.transcript.Transcript;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What an open chat's agent asks, and its checklist. */
final class Asks extends Div {

    /** What sub-agents ask is shown this much later, many at once. */
    private static final Executor SOON =
            CompletableFuture.delayedExecutor(250, TimeUnit.MILLISECONDS);

    private final ChatServices services;
    private final UserId user;
    private final ChatId chat;
    private final TodoStrip todos = new TodoStrip();
    private final NeedsYou needsYou;
    private final Transcript transcript;
    private final AtomicBoolean due = new AtomicBoolean();
    private LiveFeed.@Nullable Subscription news;

    Asks(ChatServices services, UserId user, ChatId chat, Transcript transcript) {
        this.services = services;
        this.user = user;
        this.chat = chat;
        this.transcript = transcript;
        this.needsYou = new NeedsYou(this::who, this::callOf, this::answer);
        addClassName("asks");
        Dom.testId(this, "asks");
        add(todos, needsYou);
    }

    /** Shows the rows as they are now. */
    void refresh() {
        todos.show(services.requests().todos(user, chat));
        List<RequestView> open = services.requests().open(user, chat);
        needsYou.show(open);
        transcript.asks(
                open.stream()
                        .collect(
                                Collectors.toMap(
                                        RequestView::toolCallId,
                                        request -> () -> InPlace.of(request, this::answer))));
    }

    private String who(RequestView request) {
        if (request.chatId().equals(chat)) {
            return "the agent";
        }
        return services.agents().of(user, chat).stream()
                .filter(agent -> agent.id().equals(request.chatId()))
                .map(agent -> "agent “" + agent.title() + "”")
                .findFirst()
                .orElse("a sub-agent");
    }

    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        UI ui = event.getUI();
        news = services.streams().followList(user, changed -> agentMayAsk(ui, changed));
    }

    /** A sub-agent asks in a chat of its own. Runs on the thread that tells the news. */
    private void agentMayAsk(UI ui, ChatId changed) {
        if (!changed.equals(chat) && due.compareAndSet(false, true)) {
            SOON.execute(() -> {
                due.set(false);
                if (ui.isAttached()) {
                    ui.access(this::refresh);
                }
            });
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

    private Call callOf(RequestView request) {
        return Call.of(services.controls().toolCall(user, request.chatId(), request.toolCallId()));
    }

    /** Whoever was first: the cards show what still waits. */
    private void answer(RequestView request, Reply reply) {
        try {
            services.requests().answer(user, request.chatId(), request.kind(), request.id(), reply);
        } finally {
            refresh();
        }
    }
}
