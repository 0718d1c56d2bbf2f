package dev.mainspring.workflows;

import dev.mainspring.conversation.ChatId;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.common.SearchAttributes;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.ChildWorkflowStub;
import io.temporal.workflow.Workflow;
import java.util.List;
import java.util.Objects;

/**
 * Starts the workflows of sub-agents as children that outlive every run of their parent. Each start
 * is awaited, since one that has not happened when the parent's run closes is dropped.
 */
final class SubAgents {

    private SubAgents() {}

    static void start(List<ToolReply> replies) {
        replies.stream()
                .map(ToolReply::agents)
                .filter(Objects::nonNull)
                .flatMap(List::stream)
                .forEach(SubAgents::start);
    }

    private static void start(ChatId agent) {
        Workflow.newDetachedCancellationScope(
                        () -> {
                            ChildWorkflowStub child =
                                    Workflow.newUntypedChildWorkflowStub(
                                            ChatWorkflow.TYPE, options(agent));
                            child.executeAsync(Void.class, new ChatStart(agent))
                                    .handle((nothing, ended) -> null);
                            awaitStart(child);
                        })
                .run();
    }

    /** A start is refused only where a run is open already: the reconciler was first. */
    private static void awaitStart(ChildWorkflowStub child) {
        try {
            child.getExecution().get();
        } catch (ChildWorkflowFailure runsAlready) {
            return;
        }
    }

    private static ChildWorkflowOptions options(ChatId agent) {
        return ChildWorkflowOptions.newBuilder()
                .setWorkflowId(ChatWorkflow.ID_PREFIX + agent)
                .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_ABANDON)
                .setWorkflowIdReusePolicy(
                        WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
                .setStaticSummary("agent " + agent)
                .setTypedSearchAttributes(searchAttributes(agent))
                .build();
    }

    private static SearchAttributes searchAttributes(ChatId agent) {
        SearchAttributes.Builder keys =
                SearchAttributes.newBuilder().set(SearchKeys.CHAT_ID, agent.toString());
        String owner = Workflow.getTypedSearchAttributes().get(SearchKeys.OWNER);
        return owner == null ? keys.build() : keys.set(SearchKeys.OWNER, owner).build();
    }
}
