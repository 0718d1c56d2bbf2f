package dev.mainspring.store;

import dev.mainspring.conversation.ChatEvent;
import dev.mainspring.conversation.ChatStatus;
import dev.mainspring.conversation.Json;
import dev.mainspring.conversation.ModelRef;
import dev.mainspring.conversation.ReasoningEffort;
import dev.mainspring.conversation.TurnId;
import dev.mainspring.conversation.WorkspaceId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Changes what a chat is set to, in its transaction. */
public final class ChatSettings {

    private final ChatTx tx;

    public ChatSettings(ChatTx tx) {
        this.tx = tx;
    }

    /** Names the chat, for good. */
    public void title(String title) {
        titled();
        tx.set("title", Jsonb.storable(title.strip()));
        tx.event(new ChatEvent.TitleChanged(title.strip()));
    }

    /** The title as it is stays. */
    public void titled() {
        options(tx.chat().options().withTitled());
    }

    public void labels(Map<String, String> labels) {
        tx.jdbc()
                .sql("update chat set labels = cast(:labels as jsonb) where id = :id")
                .param("labels", Jsonb.write(labels))
                .param("id", tx.chat().id().value())
                .update();
        tx.listChanged();
    }

    public void pinned(boolean pinned) {
        tx.set("pinned", pinned);
        tx.listChanged();
    }

    public void model(ModelRef model) {
        tx.set("model", model.toString());
    }

    /** Null: the provider decides. */
    public void effort(@Nullable ReasoningEffort effort) {
        tx.set("reasoning_effort", effort == null ? null : effort.wire());
    }

    /**
     * Stores what differs from the chat's options as the transaction found them; from the next step
     * on the agent works so.
     */
    public void options(ChatOptions options) {
        JsonNode before = Json.MAPPER.valueToTree(tx.chat().options());
        ObjectNode changed = Json.MAPPER.createObjectNode();
        Json.MAPPER
                .<ObjectNode>valueToTree(options)
                .properties()
                .forEach(it -> {
                    if (!it.getValue().equals(before.get(it.getKey()))) {
                        changed.set(it.getKey(), it.getValue());
                    }
                });
        tx.jdbc()
                .sql("update chat set options = options || cast(:options as jsonb) where id = :id")
                .param("options", Jsonb.write(changed))
                .param("id", tx.chat().id().value())
                .update();
        if (options.planMode() != tx.chat().options().planMode()) {
            tx.event(new ChatEvent.PlanModeChanged(options.planMode()));
        }
        tx.listChanged();
    }

    public void workspace(WorkspaceId workspace) {
        tx.set("workspace_id", workspace.value());
        tx.listChanged();
    }

    public void archive() {
        archive(tx.now());
    }

    void archive(Instant at) {
        tx.set("archived_at", Rows.at(at));
        tx.status(ChatStatus.ARCHIVED, null, null);
    }

    /** Takes a chat back from the archive; a turn that was stopped for it may still be ending. */
    public void unarchive() {
        tx.set("archived_at", null);
        if (tx.chat().status() == ChatStatus.ARCHIVED) {
            tx.status(turnRuns() ? ChatStatus.INTERRUPTING : ChatStatus.IDLE, null, null);
        }
    }

    private boolean turnRuns() {
        TurnId turn = tx.turn();
        return turn != null
                && tx.jdbc()
                        .sql("select state = 'running' from turn where id = :id")
                        .param("id", turn.value())
                        .query(Boolean.class)
                        .single();
    }

    /** Marks everything so far as seen by its owner. */
    public void read() {
        tx.set("read_seq", tx.chat().lastSeq());
        tx.listChanged();
    }
}
