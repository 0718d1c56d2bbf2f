package dev.mainspring.conversation;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeInfo.As;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What happens in a chat, as clients hear it. Names are those of the API's event stream. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = As.PROPERTY, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ChatEvent.MessageCommitted.class, name = "message.committed"),
    @JsonSubTypes.Type(value = ChatEvent.StepStarted.class, name = "step.started"),
    @JsonSubTypes.Type(value = ChatEvent.StepRestarted.class, name = "step.restarted"),
    @JsonSubTypes.Type(value = ChatEvent.CompactionStarted.class, name = "compaction.started"),
    @JsonSubTypes.Type(value = ChatEvent.ToolCallRequested.class, name = "tool_call.requested"),
    @JsonSubTypes.Type(value = ChatEvent.ToolCallStarted.class, name = "tool_call.started"),
    @JsonSubTypes.Type(value = ChatEvent.ToolCallFinished.class, name = "tool_call.finished"),
    @JsonSubTypes.Type(value = ChatEvent.ProcessChanged.class, name = "process.changed"),
    @JsonSubTypes.Type(value = ChatEvent.ApprovalRequested.class, name = "approval.requested"),
    @JsonSubTypes.Type(value = ChatEvent.ApprovalAnswered.class, name = "approval.answered"),
    @JsonSubTypes.Type(value = ChatEvent.QuestionAsked.class, name = "question.asked"),
    @JsonSubTypes.Type(value = ChatEvent.QuestionAnswered.class, name = "question.answered"),
    @JsonSubTypes.Type(value = ChatEvent.PlanProposed.class, name = "plan.proposed"),
    @JsonSubTypes.Type(value = ChatEvent.PlanDecided.class, name = "plan.decided"),
    @JsonSubTypes.Type(value = ChatEvent.PlanModeChanged.class, name = "plan_mode.changed"),
    @JsonSubTypes.Type(value = ChatEvent.TodosChanged.class, name = "todos.changed"),
    @JsonSubTypes.Type(value = ChatEvent.QueueChanged.class, name = "queue.changed"),
    @JsonSubTypes.Type(value = ChatEvent.StatusChanged.class, name = "status.changed"),
    @JsonSubTypes.Type(value = ChatEvent.BranchSelected.class, name = "branch.selected"),
    @JsonSubTypes.Type(value = ChatEvent.TitleChanged.class, name = "title.changed"),
    @JsonSubTypes.Type(value = ChatEvent.AgentSpawned.class, name = "agent.spawned"),
    @JsonSubTypes.Type(value = ChatEvent.AgentFinished.class, name = "agent.finished"),
    @JsonSubTypes.Type(value = ChatEvent.WorkspaceState.class, name = "workspace.state"),
    @JsonSubTypes.Type(value = ChatEvent.UsageUpdated.class, name = "usage.updated"),
    @JsonSubTypes.Type(value = ChatEvent.MessageDelta.class, name = "message.delta"),
    @JsonSubTypes.Type(value = ChatEvent.MessagePartial.class, name = "message.partial"),
    @JsonSubTypes.Type(value = ChatEvent.ToolCallOutput.class, name = "tool_call.output")
})
public sealed interface ChatEvent {

    /** Its name in the event stream. */
    default String type() {
        return Objects.requireNonNull(NAMES.get(getClass()));
    }

    record MessageCommitted(Message message) implements ChatEvent {}

    /** A model call begins. */
    record StepStarted(TurnId turnId, int step) implements ChatEvent {}

    /** The model call begins anew: drop the partial text. */
    record StepRestarted(TurnId turnId, int step) implements ChatEvent {}

    /**
     * The conversation is being summarised; the message with the summary follows.
     *
     * @param tokensBefore of the context, about
     */
    record CompactionStarted(TurnId turnId, long tokensBefore) implements ChatEvent {}

    record ToolCallRequested(
            ToolCallId toolCallId, String name, String summary, JsonNode input, int step)
            implements ChatEvent {}

    record ToolCallStarted(ToolCallId toolCallId) implements ChatEvent {}

    /**
     * @param output what the model sees, JSON text
     * @param durationMs from its start, milliseconds
     */
    record ToolCallFinished(
            ToolCallId toolCallId,
            ToolState state,
            String output,
            boolean truncated,
            long durationMs)
            implements ChatEvent {}

    /** A call's command goes on after the call has ended, or that changed; the last one counts. */
    record ProcessChanged(ToolCallId toolCallId, ProcessStatus process) implements ChatEvent {}

    /** A call waits for a person; its arguments came with {@code tool_call.requested}. */
    record ApprovalRequested(
            RequestId requestId,
            ToolCallId toolCallId,
            String tool,
            String summary,
            boolean mayAlways)
            implements ChatEvent {}

    /**
     * An approval waits no longer.
     *
     * @param reply absent where it was withdrawn
     */
    record ApprovalAnswered(
            RequestId requestId,
            ToolCallId toolCallId,
            RequestState state,
            @Nullable Reply reply,
            @Nullable UserId answeredBy)
            implements ChatEvent {}

    record QuestionAsked(RequestId requestId, ToolCallId toolCallId, List<Ask.Question> questions)
            implements ChatEvent {}

    /**
     * Questions wait no longer.
     *
     * @param reply absent where they were withdrawn
     */
    record QuestionAnswered(
            RequestId requestId,
            ToolCallId toolCallId,
            RequestState state,
            @Nullable Reply reply,
            @Nullable UserId answeredBy)
            implements ChatEvent {}

    record PlanProposed(RequestId requestId, ToolCallId toolCallId, String plan)
            implements ChatEvent {}

    /**
     * A plan waits no longer.
     *
     * @param reply absent where it was withdrawn
     */
    record PlanDecided(
            RequestId requestId,
            ToolCallId toolCallId,
            RequestState state,
            @Nullable Reply reply,
            @Nullable UserId answeredBy)
            implements ChatEvent {}

    record PlanModeChanged(boolean planMode) implements ChatEvent {}

    /** The agent's checklist. */
    record TodosChanged(List<Todo> items) implements ChatEvent {}

    /**
     * The messages that wait, in the order in which they will be read; whole they are elsewhere.
     */
    record QueueChanged(List<QueueEntry> items) implements ChatEvent {}

    record StatusChanged(
            ChatStatus status, @Nullable StopReason stopReason, @Nullable TurnError error)
            implements ChatEvent {}

    /** The chat goes on on this branch; its messages up to here are to be read anew. */
    record BranchSelected(BranchId branchId) implements ChatEvent {}

    record TitleChanged(String title) implements ChatEvent {}

    /** A call of this chat made a sub-agent; its chat has the agent's id. */
    record AgentSpawned(ChatId agentId, ToolCallId toolCallId, String title, AgentType agentType)
            implements ChatEvent {}

    /** A sub-agent's turn has ended. */
    record AgentFinished(
            ChatId agentId, String title, AgentState state, @Nullable StopReason stopReason)
            implements ChatEvent {}

    record WorkspaceState(WorkspaceId workspaceId, String state) implements ChatEvent {}

    /** The chat's sum. */
    record UsageUpdated(Usage usage) implements ChatEvent {}

    /**
     * More of the message being written; never stored.
     *
     * @param offset UTF-16 code units of this part before this text
     * @param kind {@code text} or {@code reasoning}
     */
    record MessageDelta(
            BranchId branchId, int position, int part, int offset, String text, String kind)
            implements ChatEvent {}

    /** The message being written, so far; never stored. */
    record MessagePartial(BranchId branchId, int position, List<Part> parts) implements ChatEvent {}

    /**
     * More output of a running tool; never stored.
     *
     * @param offset UTF-16 code units before this text
     */
    record ToolCallOutput(ToolCallId toolCallId, int offset, String text) implements ChatEvent {}

    /**
     * A message that waits.
     *
     * @param parts empty where an answer is to be written anew
     * @param branchesAfter the position after which it begins a new branch; null where it goes on
     */
    record QueuedMessage(
            MessageId id, Delivery delivery, List<Part> parts, @Nullable Integer branchesAfter) {}

    /**
     * What an event tells of a message that waits.
     *
     * @param excerpt of its text, at most {@value #MAX_EXCERPT_CHARS} characters, else the names of
     *     its files; absent where an answer is to be written anew
     * @param cut whether there is more text
     * @param branchesAfter the position after which it begins a new branch; null where it goes on
     */
    record QueueEntry(
            MessageId id,
            Delivery delivery,
            @Nullable String excerpt,
            boolean cut,
            @Nullable Integer branchesAfter) {

        /** UTF-16 code units. */
        public static final int MAX_EXCERPT_CHARS = 200;
    }

    /** Event names by class, from the annotation above. */
    Map<Class<?>, String> NAMES = EventNames.of(ChatEvent.class);
}
