package dev.mainspring.config;

import dev.mainspring.activities.Cancellation;
import dev.mainspring.activities.tools.ChatShells;
import dev.mainspring.activities.tools.ToolRefusedException;
import dev.mainspring.activities.turn.CurrentRuns;
import dev.mainspring.activities.workspace.Shell;
import dev.mainspring.chat.WorkspaceRights;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.UserId;
import dev.mainspring.workflows.ChatWorkflow;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the agent's tools. */
@Configuration(proxyBeanMethods = false)
class ToolsConfiguration {

    @Bean
    WorkspaceRights workspaceRights() {
        return (user, template, workspace) -> {};
    }

    @Bean
    ChatShells chatShells() {
        return new ChatShells() {
            @Override
            public Shell require(
                    ChatId chat,
                    UserId owner,
                    Consumer<String> progress,
                    Cancellation cancellation) {
                throw new ToolRefusedException("no workspace");
            }

            @Override
            public Optional<Shell> existing(ChatId chat, UserId owner) {
                return Optional.empty();
            }
        };
    }

    /** Temporal's word on which run of a chat is the current one. */
    @Bean
    CurrentRuns currentRuns(WorkflowClient client) {
        return (chat, runId) -> {
            try {
                WorkflowExecution current =
                        client.newUntypedWorkflowStub(ChatWorkflow.ID_PREFIX + chat)
                                .describe()
                                .getExecution();
                return current.getRunId().equals(runId);
            } catch (WorkflowNotFoundException e) {
                return false;
            }
        };
    }
}
