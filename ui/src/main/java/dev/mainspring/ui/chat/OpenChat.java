package dev.mainspring.ui.chat;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.mainspring.chat.ChatChanges;
import dev.mainspring.chat.ChatView;
import dev.mainspring.chat.ProblemCode;
import dev.mainspring.chat.ProblemException;
import dev.mainspring.conversation.BranchId;
import dev.mainspring.conversation.ChatEvent;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.ChatStatus;
import dev.mainspring.conversation.ModelRef;
import dev.mainspring.conversation.StopReason;
import dev.mainspring.conversation.ToolCallId;
import dev.mainspring.conversation.TurnError;
import dev.mainspring.conversation.UserId;
import dev.mainspring.ui.element.Dom;
import dev.mainspring.ui.transcript.Transcript;
import org.jspecify.annotations.Nullable;

/** A chat on screen: it shows the rows at first, and then what its feed brings. */
final class OpenChat extends Div {

    private final ChatServices services;
    private final UserId user;
    private final ChatId id;
    private final ChatHeader header;
    private final Branches branches;
    private final Transcript transcript;
    private final EarlierPages pages;
    private final AgentCards agents;
    private final QueueStrip queue;
    private final Asks asks;
    private final PlanToggle planMode;
    private final StatusLine statusLine;
    private final Composer composer;
    private final ContextMeter meter;
    private final Div archived;
    private final ChatState state = new ChatState();
    private final ChatNews news;
    private ChatView chat;
    private String title;
    private @Nullable ChatFeed feed;

    private OpenChat(ChatServices services, UserId user, ChatView chat) {
        this.services = services;
        this.user = user;
        this.chat = chat;
        this.title = chat.title();
        this.id = chat.id();
        addClassName("open-chat");
        header = new ChatHeader(chat, services.temporal().workflowPage(chat.workflowId()));
        branches = new Branches(services, user, id, this);
        transcript = new Transcript(id, this::showEarlier, branches, this::stopProcess);
        pages = new EarlierPages(services, user, id, transcript);
        agents = new AgentCards(services, user, id, transcript);
        queue = new QueueStrip(new WaitingMessages(services, user, id));
        statusLine = new StatusLine(() -> services.controls().retry(user, id));
        ModelPicker models = new ModelPicker(services.models(), chat.model(), this::choose);
        EffortPicker effort =
                new EffortPicker(
                        chat.reasoningEffort(),
                        chosen -> services.controls().change(user, id, ChatChanges.effort(chosen)));
        meter = new ContextMeter(() -> services.contexts().compact(user, id));
        planMode =
                new PlanToggle(
                        chat.planMode(),
                        on -> services.controls().change(user, id, ChatChanges.planMode(on)));
        composer =
                new Composer(
                        id.toString(),
                        "Reply …",
                        new Talk(services, user, id),
                        models,
                        effort,
                        planMode,
                        meter);
        asks = new Asks(services, user, id, transcript);
        news = new ChatNews(this, state, transcript, agents, asks, planMode);
        archived = archivedNotice();
        add(header, transcript, Dom.div("footer", queue, asks, statusLine, composer, archived));
    }

    /**
     * Builds the page from the rows as they are now.
     *
     * @throws dev.mainspring.chat.ProblemException not_found
     */
    static OpenChat load(ChatServices services, UserId user, ChatId id) {
        // The seq first: what is committed after it comes by the feed, too, and is known by then.
        OpenChat open = new OpenChat(services, user, services.chats().get(user, id));
        open.loadEarlier();
        open.state.waiting(services.queue().entries(user, id));
        services.contexts().compactingSince(user, id).ifPresent(open.state::compacting);
        open.status(
                open.chat.status(),
                open.chat.stopReason(),
                open.chat.error(),
                open.chat.queueHeld());
        open.showQueue();
        open.asks.refresh();
        open.showWorkspace();
        open.showParent();
        open.showContext();
        return open;
    }

    void showWorkspace() {
        services.workspaces()
                .of(user, id)
                .ifPresent(it -> header.workspace(it.name(), it.state().wire()));
    }

    private void showParent() {
        ChatId parent = chat.parentChatId();
        if (parent != null) {
            header.agentOf(services.chats().get(user, parent));
        }
    }

    private void choose(ModelRef model) {
        services.controls().change(user, id, ChatChanges.model(model));
        showContext();
    }

    void showContext() {
        meter.show(services.contexts().fill(user, id), state.status() == ChatStatus.ARCHIVED);
    }

    String pageTitle() {
        return (state.status().needsPerson() ? "Needs you: " : "") + title + " · Mainspring";
    }

    private void showTitle() {
        getUI().ifPresent(ui -> ui.getPage().setTitle(pageTitle()));
    }

    /** Shows a message, with what came after it. */
    void goTo(int position) {
        pages.loadTo(position, this::loadEarlier);
        transcript.goTo(position);
    }

    private void showEarlier() {
        loadEarlier();
        asks.refresh();
    }

    private void loadEarlier() {
        pages.load().ifPresent(newest -> state.readUpTo(newest.createdAt()));
        transcript.variants(branches.variants());
    }

    /** One that has ended meanwhile shows how by itself. */
    private void stopProcess(ToolCallId call) {
        try {
            services.processes().stop(user, id, call);
        } catch (ProblemException e) {
            if (e.code() != ProblemCode.NOT_RUNNING) {
                throw e;
            }
        }
    }

    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        feed =
                ChatFeed.start(
                        services.streams(), user, id, chat.lastSeq(), event.getUI(), news::show);
        agents.attach(event.getUI());
        if (chat.unread()) {
            services.controls().read(user, id);
        }
    }

    @Override
    protected void onDetach(DetachEvent event) {
        if (feed != null) {
            feed.close();
            feed = null;
            if (!event.getUI().isClosing()) {
                leave();
            }
        }
        agents.detach();
        super.onDetach(event);
    }

    /** What came up to now was seen, a title that changed after the answer too. */
    private void leave() {
        try {
            services.controls().read(user, id);
        } catch (ProblemException deleted) {
            // Nothing is left to be seen.
        }
    }

    boolean isOn(BranchId branch) {
        return branch.equals(chat.branchId());
    }

    void title(String now) {
        header.title(now);
        title = now;
        showTitle();
    }

    /** Shows the branch the chat is on now, from its rows. */
    void showBranch() {
        chat = services.chats().get(user, id);
        pages.restart();
        branches.changed();
        loadEarlier();
        showContext();
        asks.refresh();
    }

    void changed(ChatEvent.StatusChanged event) {
        boolean held = services.chats().get(user, id).queueHeld();
        status(event.status(), event.stopReason(), event.error(), held);
        showQueue();
        if (event.status().atRest()) {
            transcript.dropLive();
            branches.changed();
            transcript.variants(branches.variants());
            showContext();
            services.controls().read(user, id);
        }
    }

    private void status(
            ChatStatus status,
            @Nullable StopReason reason,
            @Nullable TurnError error,
            boolean queueHeld) {
        state.now(status, error, queueHeld);
        header.status(status);
        composer.busy(!status.atRest());
        composer.setVisible(status != ChatStatus.ARCHIVED);
        archived.setVisible(status == ChatStatus.ARCHIVED);
        showTitle();
        if (status == ChatStatus.IDLE && reason != null) {
            ended(reason);
        }
        showDoing();
    }

    private void ended(StopReason reason) {
        switch (reason) {
            case INTERRUPTED -> transcript.note("Stopped", "stopped");
            case BUDGET_REACHED -> transcript.note("Stopped: the budget is used up.", "budget");
            case END_TURN, STEP_LIMIT, AWAITING_INPUT, ERROR -> {
                // The answer, a notice, or the status line, says so.
            }
        }
    }

    void showDoing() {
        statusLine.show(state.doing(transcript.running(), transcript.writing()));
    }

    void showQueue() {
        queue.show(state.waiting(), state.held());
    }

    private Div archivedNotice() {
        Button back =
                new Button(
                        "Take it back",
                        click -> services.controls().change(user, id, ChatChanges.archived(false)));
        return Dom.testId(
                Dom.div("archived-notice", new Span("This chat is archived."), back), "archived");
    }
}
