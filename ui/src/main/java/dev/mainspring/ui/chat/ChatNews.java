package dev.mainspring.ui.chat;

import dev.mainspring.chat.Followed;
import dev.mainspring.conversation.ChatEvent;
import dev.mainspring.conversation.ChatStatus;
import dev.mainspring.ui.transcript.Transcript;
import java.time.Instant;
import java.util.List;

/** Brings what a chat's feed tells to the parts of its page that show it. */
final class ChatNews {

    private final OpenChat page;
    private final ChatState state;
    private final Transcript transcript;
    private final AgentCards agents;
    private final Asks asks;
    private final PlanToggle planMode;

    ChatNews(
            OpenChat page,
            ChatState state,
            Transcript transcript,
            AgentCards agents,
            Asks asks,
            PlanToggle planMode) {
        this.page = page;
        this.state = state;
        this.transcript = transcript;
        this.agents = agents;
        this.asks = asks;
        this.planMode = planMode;
    }

    /** Shows news; with the page's lock. */
    void show(List<Followed> news) {
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
        page.showDoing();
    }

    private void show(ChatEvent event, Instant at) {
        switch (event) {
            case ChatEvent.MessageCommitted it -> {
                if (page.isOn(it.message().branchId())) {
                    transcript.append(it.message());
                }
                state.next(at);
            }
            case ChatEvent.StepStarted _ -> state.next(at);
            case ChatEvent.StepRestarted _ -> {
                transcript.dropLive();
                state.next(at);
            }
            case ChatEvent.CompactionStarted _ -> state.compacting(at);
            case ChatEvent.ToolCallRequested _ -> {
                // Its card comes with the message that asks for it.
            }
            case ChatEvent.ToolCallStarted it -> transcript.started(it.toolCallId(), at);
            case ChatEvent.ToolCallFinished it -> transcript.finished(it);
            case ChatEvent.ProcessChanged it -> transcript.process(it.toolCallId(), it.process());
            case ChatEvent.QueueChanged it -> {
                state.waiting(it.items());
                page.showQueue();
            }
            case ChatEvent.StatusChanged it -> {
                if (it.status() == ChatStatus.QUEUED) {
                    state.queued(at);
                }
                page.changed(it);
            }
            case ChatEvent.BranchSelected _ -> page.showBranch();
            case ChatEvent.TitleChanged it -> page.title(it.title());
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
            case ChatEvent.WorkspaceState _ -> page.showWorkspace();
            case ChatEvent.UsageUpdated _ -> page.showContext();
            case ChatEvent.MessageDelta it -> transcript.add(it, at);
            case ChatEvent.MessagePartial it -> transcript.replace(it, at);
            case ChatEvent.ToolCallOutput it -> transcript.output(it);
        }
    }
}
