package dev.mainspring.store;

/** Who may write to a chat. */
public final class Writers {

    private Writers() {}

    /** Makes a Temporal run the chat's writer. */
    public static void take(ChatTx tx, String runId) {
        tx.set("writer_run_id", runId);
    }
}
