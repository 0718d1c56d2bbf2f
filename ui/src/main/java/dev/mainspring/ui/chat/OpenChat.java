package dev.mainspring.ui.chat;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.mainspring.chat.ChatChanges;
import dev.mainspring.chat.ChatView;
import dev.mainspring.chat.Followed;
import dev.mainspring.chat.NewMessage;
import dev.mainspring.chat.Page;
import dev.mainspring.chat.ProblemCode;
import dev.mainspring.chat.ProblemException;
import dev.mainspring.conversation.ChatEvent;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.ChatStatus;
import dev.mainspring.conversation.Delivery;
import dev.mainspring.conversation.Message;
import dev.mainspring.conversation.MessageId;
import dev.mainspring.conversation.ModelRef;
import dev.mainspring.conversation.Part;
import dev.mainspring.conversation.ProcessStatus;
import dev.mainspring.conversation.StopReason;
import dev.mainspring.conversation.ToolCallId;
import dev.mainspring.conversation.TurnError;
import dev.mainspring.conversation.UserId;
import dev.mainspring.ui.element.Dom;
import dev.mainspring.ui.tool.Call;
import dev.mainspring.ui.transcript.Transcript;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A chat on screen: it shows the rows at first, and then what its feed brings. */
final class OpenChat extends Div {

    /** How far back a link to a message leads: 2,000 messages. */
    private static final int MAX_PAGES_BACK = 40;

    /** The newest 50 messages load. */
    private static final int PAGE = 50;

    private final ChatServices services;
    private final UserId user;
    private final ChatId id;
    private final ChatHeader header;
    private final Branches branches;
    private final Transcript transcript;
    private final AgentCards agents;
    private final QueueStrip queue;
    private final Asks asks;
    private final PlanToggle planMode;
    private final StatusLine statusLine;
    private final Composer composer;
    private final ContextMeter meter;
    private final Div archived;
    private final Runs runs = new Runs();
    private ChatView chat;
    private String title;
    private @Nullable String before;
    private @Nullable ChatFeed feed;

    /** What the status line needs to know beside the rows. */
    private static final class Runs {
        private ChatStatus status = ChatStatus.IDLE;
        private @Nullable TurnError error;
        private Instant since = Instant.EPOCH;
        private List<ChatEvent.QueueEntry> waiting = List.of();
        private boolean held;
        private boolean compacting;
    }

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
        agents = new AgentCards(services, user, id, transcript);
        queue = new QueueStrip(new Waiting());
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
                new Composer(id.toString(), "Reply …", new Talk(), models, effort, planMode, meter);
        asks = new Asks(services, user, id, transcript);
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
        open.runs.waiting = services.queue().entries(user, id);
        open.runs.held = open.chat.queueHeld();
        open.showCompacting();
        open.status(open.chat.status(), open.chat.stopReason(), open.chat.error());
        open.showQueue();
        open.asks.refresh();
        open.showWorkspace();
        open.showParent();
        open.showContext();
        return open;
    }

    /** A page that is opened while the conversation is being summarised says so, too. */
    private void showCompacting() {
        services.contexts()
                .compactingSince(user, id)
                .ifPresent(since -> {
                    runs.compacting = true;
                    runs.since = since;
                });
    }

    private void showWorkspace() {
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

    private void showContext() {
        meter.show(services.contexts().fill(user, id), runs.status == ChatStatus.ARCHIVED);
    }

    String pageTitle() {
        return (runs.status.needsPerson() ? "Needs you: " : "") + title + " · Mainspring";
    }

    private void showTitle() {
        getUI().ifPresent(ui -> ui.getPage().setTitle(pageTitle()));
    }

    /** Shows a message, with what came after it. */
    void goTo(int position) {
        for (int i = 0; i < MAX_PAGES_BACK && isEarlier(position); i++) {
            loadEarlier();
        }
        transcript.goTo(position);
    }

    private boolean isEarlier(int position) {
        return before != null && position < Integer.parseInt(before);
    }

    private void showEarlier() {
        loadEarlier();
        asks.refresh();
    }

    private void loadEarlier() {
        int from = before == null ? Integer.MAX_VALUE : Integer.parseInt(before);
        Page<Message> page = services.chats().messagesBefore(user, id, null, from, PAGE);
        before = page.nextCursor();
        transcript.prepend(page.items(), calls(page.items()), before != null);
        transcript.variants(branches.variants());
        if (!page.items().isEmpty() && runs.since.equals(Instant.EPOCH)) {
            runs.since = page.items().getLast().createdAt();
        }
    }

    private Map<ToolCallId, Call> calls(List<Message> messages) {
        List<ToolCallId> ids = Transcript.callsIn(messages);
        if (ids.isEmpty()) {
            return Map.of();
        }
        Map<ToolCallId, ProcessStatus> processes = services.processes().look(user, id, ids);
        return services.controls().toolCalls(user, id, ids).stream()
                .map(row -> Call.of(row).withProcess(processes.get(row.id())))
                .collect(Collectors.toMap(Call::id, Function.identity()));
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
                        services.streams(), user, id, chat.lastSeq(), event.getUI(), this::show);
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

    /** Shows news; with the page's lock. */
    private void show(List<Followed> news) {
        for (Followed it : news) {
            Instant at =
                    switch (it) {
                        case Followed.Durable durable -> durable.stored().at();
                        case Followed.Live live -> live.at();
                    };
            show(it.event(), at);
        }
        transcript.flush();
        agents.show();
        showDoing();
    }

    private void show(ChatEvent event, Instant at) {
        switch (event) {
            case ChatEvent.MessageCommitted it -> {
                if (it.message().branchId().equals(chat.branchId())) {
                    transcript.append(it.message());
                }
                runs.since = at;
                runs.compacting = false;
            }
            case ChatEvent.StepStarted _ -> {
                runs.since = at;
                runs.compacting = false;
            }
            case ChatEvent.StepRestarted _ -> {
                transcript.dropLive();
                runs.since = at;
                runs.compacting = false;
            }
            case ChatEvent.CompactionStarted _ -> {
                runs.since = at;
                runs.compacting = true;
            }
            case ChatEvent.ToolCallRequested _ -> {
                // Its card comes with the message that asks for it.
            }
            case ChatEvent.ToolCallStarted it -> transcript.started(it.toolCallId(), at);
            case ChatEvent.ToolCallFinished it -> transcript.finished(it);
            case ChatEvent.ProcessChanged it -> transcript.process(it.toolCallId(), it.process());
            case ChatEvent.QueueChanged it -> {
                runs.waiting = it.items();
                showQueue();
            }
            case ChatEvent.StatusChanged it -> changed(it, at);
            case ChatEvent.BranchSelected _ -> showBranch();
            case ChatEvent.TitleChanged it -> {
                header.title(it.title());
                title = it.title();
                showTitle();
            }
            case ChatEvent.AgentSpawned _, ChatEvent.AgentFinished _ -> agents.look();
            case ChatEvent.ApprovalRequested it -> {
                transcript.awaitingApproval(it.toolCallId());
                asks.refresh();
            }
            case ChatEvent.QuestionAsked _,
                    ChatEvent.PlanProposed _,
                    ChatEvent.ApprovalAnswered _,
                    ChatEvent.QuestionAnswered _,
                    ChatEvent.PlanDecided _,
                    ChatEvent.TodosChanged _ ->
                    asks.refresh();
            case ChatEvent.PlanModeChanged it -> planMode.show(it.planMode());
            case ChatEvent.WorkspaceState _ -> showWorkspace();
            case ChatEvent.UsageUpdated _ -> showContext();
            case ChatEvent.MessageDelta it -> transcript.add(it, at);
            case ChatEvent.MessagePartial it -> transcript.replace(it, at);
            case ChatEvent.ToolCallOutput it -> transcript.output(it);
        }
    }

    /** Shows the branch the chat is on now, from its rows. */
    private void showBranch() {
        chat = services.chats().get(user, id);
        transcript.clear();
        before = null;
        branches.changed();
        loadEarlier();
        showContext();
        asks.refresh();
    }

    private void changed(ChatEvent.StatusChanged event, Instant at) {
        if (event.status() == ChatStatus.QUEUED) {
            runs.since = at;
        }
        runs.held = services.chats().get(user, id).queueHeld();
        status(event.status(), event.stopReason(), event.error());
        showQueue();
        if (!busy(event.status())) {
            runs.compacting = false;
            transcript.dropLive();
            branches.changed();
            transcript.variants(branches.variants());
            showContext();
            services.controls().read(user, id);
        }
    }

    private void status(ChatStatus status, @Nullable StopReason reason, @Nullable TurnError error) {
        runs.status = status;
        runs.error = error;
        header.status(status);
        composer.busy(busy(status));
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

    private static boolean busy(ChatStatus status) {
        return switch (status) {
            case IDLE, ERROR, ARCHIVED -> false;
            case QUEUED,
                    RUNNING,
                    RETRYING,
                    INTERRUPTING,
                    AWAITING_APPROVAL,
                    AWAITING_ANSWER,
                    PAUSED ->
                    true;
        };
    }

    private void showDoing() {
        statusLine.show(
                new StatusLine.Doing(
                        runs.status,
                        runs.error,
                        transcript.running(),
                        transcript.writing(),
                        runs.compacting,
                        runs.since));
    }

    private void showQueue() {
        boolean starting = runs.status == ChatStatus.QUEUED && runs.waiting.size() == 1;
        queue.show(starting ? List.of() : runs.waiting, runs.held);
    }

    private Div archivedNotice() {
        Button back =
                new Button(
                        "Take it back",
                        click -> services.controls().change(user, id, ChatChanges.archived(false)));
        return Dom.testId(
                Dom.div("archived-notice", new Span("This chat is archived."), back), "archived");
    }

    /** What the strip of waiting messages does. */
    private final class Waiting implements QueueStrip.Actions {

        @Override
        public List<Part> parts(MessageId message) {
            return services.queue().get(user, id, message).parts();
        }

        @Override
        public void write(MessageId message, String text) {
            services.queue().change(user, id, message, text, null);
        }

        @Override
        public void place(MessageId message, int position) {
            services.queue().change(user, id, message, null, position);
        }

        @Override
        public void sendNow(MessageId message) {
            services.queue().promote(user, id, message);
        }

        @Override
        public void delete(MessageId message) {
            services.queue().takeBack(user, id, message);
        }

        @Override
        public void resume() {
            services.queue().resume(user, id);
        }
    }

    /** What the composer does. */
    private final class Talk implements Composer.Actions {

        @Override
        public void send(List<Part> parts, Delivery delivery) {
            services.chats().send(user, id, new NewMessage(null, parts, delivery));
        }

        @Override
        public void stop() {
            services.controls().interrupt(user, id);
        }
    }
}
