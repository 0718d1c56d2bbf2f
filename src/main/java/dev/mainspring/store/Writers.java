package dev.mainspring.store;

/** Who may write to a chat. */
public final class Writers {

    private Writers() {}

    /** Makes a Temporal run the chat's writer. */
    public static void take(ChatTx tx, String runId) {
        tx.set("writer_run_id", runId);
    }

    /** Signs what this transaction appends with the run that writes it. */
    public static void sign(ChatTx tx, String runId) {
        tx.writtenBy(runId);
    }

    /** Remembers that the run came from a Reset and has not yet told where it stands. */
    public static void cameFromReset(ChatTx tx, String runId) {
        tx.set("reset_run_id", runId);
    }

    /** Whether the run has come from a Reset and not yet told where it stands; asked once. */
    public static boolean takeReset(ChatTx tx, String runId) {
        return tx.jdbc()
                        .sql(
                                """
                                update chat set reset_run_id = null
                                where id = :chat and reset_run_id = :run
                                """)
                        .param("chat", tx.chat().id().value())
                        .param("run", runId)
                        .update()
                == 1;
    }
}
