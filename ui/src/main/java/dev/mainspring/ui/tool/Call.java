package dev.mainspring.ui.tool;

import dev.mainspring.conversation.ChatEvent;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.Json;
import dev.mainspring.conversation.Part;
import dev.mainspring.conversation.ProcessStatus;
import dev.mainspring.conversation.ToolCallId;
import dev.mainspring.conversation.ToolState;
import dev.mainspring.store.AgentOrders;
import dev.mainspring.store.ToolCallRows;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A tool call as the transcript shows it.
 *
 * @param startedAt null until it starts
 * @param took from its start to its end; null while unknown
 * @param result what the model saw; null while it runs
 * @param truncated whether the full output is longer than the result
 * @param process how its command stands; null unless that went on after the call had ended
 */
public record Call(
        ToolCallId id,
        String name,
        JsonNode input,
        String summary,
        ToolState state,
        @Nullable Instant startedAt,
        @Nullable Duration took,
        @Nullable JsonNode result,
        boolean truncated,
        @Nullable ProcessStatus process) {

    /** A call that a message asks for, of which nothing more is known yet. */
    public static Call requested(Part.ToolCall part) {
        String summary = part.summary();
        return new Call(
                part.id(),
                part.name(),
                part.input(),
                summary == null ? part.name() : summary,
                ToolState.REQUESTED,
                null,
                null,
                null,
                false,
                null);
    }

    public static Call of(ToolCallRows.Call row) {
        Instant started = row.startedAt();
        Instant ended = row.endedAt();
        String result = row.result();
        return new Call(
                row.id(),
                row.name(),
                row.input(),
                row.summary(),
                row.state(),
                started,
                started == null || ended == null ? null : Duration.between(started, ended),
                result == null ? null : parse(result),
                row.truncated(),
                null);
    }

    /** Waits until somebody allows it. */
    public Call awaitingApproval() {
        return new Call(
                id,
                name,
                input,
                summary,
                ToolState.AWAITING_APPROVAL,
                null,
                null,
                null,
                false,
                null);
    }

    public Call started(Instant at) {
        return new Call(id, name, input, summary, ToolState.STARTED, at, null, null, false, null);
    }

    public Call finished(ChatEvent.ToolCallFinished event) {
        return new Call(
                id,
                name,
                input,
                summary,
                event.state(),
                startedAt,
                Duration.ofMillis(event.durationMs()),
                parse(event.output()),
                event.truncated(),
                process);
    }

    /** Its command went on, and stands like this. */
    public Call withProcess(@Nullable ProcessStatus status) {
        return new Call(
                id, name, input, summary, state, startedAt, took, result, truncated, status);
    }

    /** Whether its command runs on, though the call has ended. */
    boolean goesOn() {
        return process != null && !process.state().ended();
    }

    public boolean running() {
        return state == ToolState.STARTED;
    }

    /** Whether it waits for a person. */
    public boolean needsYou() {
        return state == ToolState.AWAITING_APPROVAL
                || (state == ToolState.STARTED
                        && (name.equals("ask_user_question") || name.equals("propose_plan")));
    }

    public boolean waiting() {
        return state == ToolState.REQUESTED || state == ToolState.AWAITING_APPROVAL;
    }

    /** Whether it ended as hoped: a command that exits with another status than 0 did not. */
    public boolean succeeded() {
        return state == ToolState.FINISHED && exitCode() == 0 && !goesOn();
    }

    /** Whether this call made that sub-agent. */
    public boolean makes(ChatId agent) {
        return name.equals(AgentOrders.SPAWN) && AgentOrders.idOf(id).equals(agent);
    }

    /** 0 where there is none. */
    int exitCode() {
        if (process != null) {
            return ProcessWords.exitCode(process);
        }
        return result == null ? 0 : result.path("exit_code").asInt(0);
    }

    String in(String field) {
        return input.path(field).asString("");
    }

    String out(String field) {
        return result == null ? "" : result.path(field).asString("");
    }

    private static JsonNode parse(String json) {
        try {
            return Json.MAPPER.readTree(json);
        } catch (JacksonException notJson) {
            return Json.MAPPER.getNodeFactory().stringNode(json);
        }
    }
}
