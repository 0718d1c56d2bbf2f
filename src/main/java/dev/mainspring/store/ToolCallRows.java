package dev.mainspring.store;

import dev.mainspring.conversation.BranchId;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.Json;
import dev.mainspring.conversation.Message;
import dev.mainspring.conversation.Part;
import dev.mainspring.conversation.ToolCallId;
import dev.mainspring.conversation.ToolClass;
import dev.mainspring.conversation.ToolState;
import dev.mainspring.conversation.TurnId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;

/** Tool calls: the intent before an effect and its receipt after. */
@Repository
public class ToolCallRows {

    /**
     * A tool call.
     *
     * @param position of the message that asks for it
     * @param ordinal among that message's calls, from 0
     * @param lease of the attempt that may write
     * @param incarnation of the workspace, recorded before the effect
     * @param result JSON the model sees
     * @param resultParts images beside it
     */
    public record Call(
            ToolCallId id,
            ChatId chatId,
            TurnId turnId,
            BranchId branchId,
            int position,
            int ordinal,
            int step,
            String providerCallId,
            String name,
            ToolClass kind,
            String summary,
            JsonNode input,
            ToolState state,
            @Nullable UUID lease,
            @Nullable String incarnation,
            @Nullable String result,
            List<Part> resultParts,
            boolean truncated,
            Instant requestedAt,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt) {

        /** Whether its outcome is recorded. */
        public boolean ended() {
            return switch (state) {
                case REQUESTED, AWAITING_APPROVAL, STARTED -> false;
                case FINISHED, FAILED, CANCELLED, UNKNOWN -> true;
            };
        }

        /** What the model asked for. */
        public Part.ToolCall asked() {
            return new Part.ToolCall(id, providerCallId, name, input, summary, null);
        }

        /** What the model is told of it: its result, and images beside it. */
        public List<Part> told() {
            return told(Objects.requireNonNull(result), state != ToolState.FINISHED, resultParts);
        }

        /** What the model is told of it where it was not run to its end. */
        List<Part> told(String result, boolean isError, List<Part> beside) {
            List<Part> parts = new ArrayList<>();
            parts.add(new Part.ToolResult(id, providerCallId, name, result, isError, truncated));
            parts.addAll(beside);
            return parts;
        }
    }

    /**
     * A call under the chat's lock.
     *
     * @param stopping whether somebody wishes to stop its turn
     */
    public record Held(Call call, boolean stopping) {}

    static final String COLUMNS =
            """
             id, chat_id, turn_id, branch_id, position, ordinal, step, provider_call_id, name, kind,
            summary, input, state, lease, incarnation, result, result_parts, truncated,
            requested_at, started_at, ended_at
            """;

    private final JdbcClient jdbc;

    ToolCallRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The calls that a message asks for, in their order. */
    public List<Call> askedBy(Message message) {
        if (message.turnId() == null || message.step() == null) {
            return List.of();
        }
        return jdbc.sql(
                        "select"
                                + COLUMNS
                                + """
                                from tool_call
                                where turn_id = :turn and step = :step
                                  and branch_id = :branch and position = :position
                                order by ordinal
                                """)
                .param("turn", message.turnId().value())
                .param("step", message.step())
                .param("branch", message.branchId().value())
                .param("position", message.position())
                .query((row, n) -> call(row))
                .list();
    }

    /** The chat's calls that were begun and have no receipt. */
    public List<Call> running(ChatId chat) {
        return jdbc.sql(
                        "select"
                                + COLUMNS
                                + """
                                from tool_call where chat_id = :chat and state = 'started'
                                order by requested_at, ordinal
                                """)
                .param("chat", chat.value())
                .query((row, n) -> call(row))
                .list();
    }

    public Optional<Call> find(ToolCallId id) {
        return jdbc.sql("select" + COLUMNS + "from tool_call where id = :id")
                .param("id", id.value())
                .query((row, n) -> call(row))
                .optional();
    }

    /** A call and whether its turn is to stop. */
    public Optional<Held> held(ToolCallId id) {
        return jdbc.sql(
                        "select"
                                + COLUMNS
                                + """
                                , exists (select 1 from interrupt i
                                    where i.turn_id = tool_call.turn_id
                                      and i.consumed_at is null) as stopping
                                from tool_call where id = :id
                                """)
                .param("id", id.value())
                .query((row, n) -> new Held(call(row), row.getBoolean("stopping")))
                .optional();
    }

    /** The chat's calls that ended before this one was asked for, newest first. */
    public List<Call> endedBefore(Call call, int limit) {
        return jdbc.sql(
                        "select"
                                + COLUMNS
                                + """
                                from tool_call
                                where turn_id = :turn and branch_id = :branch
                                  and ended_at is not null and (step, ordinal) < (:step, :ordinal)
                                order by step desc, ordinal desc limit :limit
                                """)
                .param("turn", call.turnId().value())
                .param("branch", call.branchId().value())
                .param("step", call.step())
                .param("ordinal", call.ordinal())
                .param("limit", limit)
                .query((row, n) -> call(row))
                .list();
    }

    /** Calls of the given ids. */
    public List<Call> all(List<ToolCallId> ids) {
        return jdbc.sql("select" + COLUMNS + "from tool_call where id = any(:ids)")
                .param("ids", ids.stream().map(ToolCallId::value).toArray(UUID[]::new))
                .query((row, n) -> call(row))
                .list();
    }

    public void insert(Call call) {
        jdbc.sql(
                        """
                        insert into tool_call (id, chat_id, turn_id, branch_id, position, ordinal,
                            step, provider_call_id, name, kind, summary, input, state, requested_at)
                        values (:id, :chat, :turn, :branch, :position, :ordinal, :step, :provider,
                            :name, :kind, :summary, cast(:input as jsonb), :state, :at)
                        """)
                .param("id", call.id().value())
                .param("chat", call.chatId().value())
                .param("turn", call.turnId().value())
                .param("branch", call.branchId().value())
                .param("position", call.position())
                .param("ordinal", call.ordinal())
                .param("step", call.step())
                .param("provider", Jsonb.storable(call.providerCallId()))
                .param("name", Jsonb.storable(call.name()))
                .param("kind", call.kind().wire())
                .param("summary", Jsonb.storable(call.summary()))
                .param("input", Jsonb.write(call.input()))
                .param("state", call.state().wire())
                .param("at", Rows.at(call.requestedAt()))
                .update();
    }

    /** Gives the call's pen to an attempt and marks it started. */
    public void start(ToolCallId id, UUID lease, Instant now) {
        jdbc.sql(
                        """
                        update tool_call set state = 'started', lease = :lease,
                            started_at = coalesce(started_at, :now)
                        where id = :id
                        """)
                .param("lease", lease)
                .param("now", Rows.at(now))
                .param("id", id.value())
                .update();
    }

    /** Marks a call that waits for a person. */
    void await(ToolCallId id) {
        jdbc.sql("update tool_call set state = 'awaiting_approval' where id = :id")
                .param("id", id.value())
                .update();
    }

    /** Records where an effect is about to start; false if the attempt lost its pen. */
    public boolean begin(ToolCallId id, UUID lease, String incarnation) {
        int updated =
                jdbc.sql(
                                """
                                update tool_call set incarnation = coalesce(incarnation, :value)
                                where id = :id and lease = :lease and state = 'started'
                                """)
                        .param("value", incarnation)
                        .param("id", id.value())
                        .param("lease", lease)
                        .update();
        return updated == 1;
    }

    /** Writes the receipt. */
    public void end(
            ToolCallId id,
            ToolState state,
            String result,
            List<Part> resultParts,
            boolean truncated,
            Instant now) {
        jdbc.sql(
                        """
                        update tool_call set state = :state, result = :result, lease = null,
                            result_parts = cast(:parts as jsonb), truncated = :truncated,
                            ended_at = :now
                        where id = :id
                        """)
                .param("state", state.wire())
                .param("result", Jsonb.storable(result))
                .param("parts", resultParts.isEmpty() ? null : PartsJson.write(resultParts))
                .param("truncated", truncated)
                .param("now", Rows.at(now))
                .param("id", id.value())
                .update();
    }

    static Call call(ResultSet row) throws SQLException {
        String parts = row.getString("result_parts");
        return new Call(
                new ToolCallId(Rows.uuid(row, "id")),
                new ChatId(Rows.uuid(row, "chat_id")),
                new TurnId(Rows.uuid(row, "turn_id")),
                new BranchId(Rows.uuid(row, "branch_id")),
                row.getInt("position"),
                row.getInt("ordinal"),
                row.getInt("step"),
                row.getString("provider_call_id"),
                row.getString("name"),
                ToolClass.of(row.getString("kind")),
                row.getString("summary"),
                Json.MAPPER.readTree(row.getString("input")),
                ToolState.of(row.getString("state")),
                row.getObject("lease", UUID.class),
                row.getString("incarnation"),
                row.getString("result"),
                parts == null ? List.of() : PartsJson.read(parts),
                row.getBoolean("truncated"),
                Rows.instant(row, "requested_at"),
                Rows.instantOrNull(row, "started_at"),
                Rows.instantOrNull(row, "ended_at"));
    }
}
