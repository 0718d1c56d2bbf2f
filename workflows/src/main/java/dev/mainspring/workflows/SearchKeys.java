package dev.mainspring.workflows;

import dev.mainspring.conversation.StopReason;
import io.temporal.common.SearchAttributeKey;
import io.temporal.workflow.Workflow;

/** The search attributes of a chat's runs; the server is told of them at its start. */
public final class SearchKeys {

    public static final SearchAttributeKey<String> CHAT_ID =
            SearchAttributeKey.forKeyword("ChatId");
    public static final SearchAttributeKey<String> OWNER = SearchAttributeKey.forKeyword("Owner");

    /** The stop reason of the newest turn. */
    public static final SearchAttributeKey<String> OUTCOME =
            SearchAttributeKey.forKeyword("Outcome");

    private SearchKeys() {}

    static void outcome(StopReason reason) {
        Workflow.upsertTypedSearchAttributes(OUTCOME.valueSet(reason.wire()));
    }
}
