package dev.mainspring.config;

import dev.mainspring.activities.context.DeploymentSkills;
import dev.mainspring.activities.turn.AgentLimits;
import dev.mainspring.activities.turn.CurrentRuns;
import dev.mainspring.activities.turn.DeploymentPolicy;
import dev.mainspring.activities.turn.TurnLimits;
import dev.mainspring.chat.ProblemCode;
import dev.mainspring.chat.ProblemException;
import dev.mainspring.chat.WorkspaceRights;
import dev.mainspring.conversation.ApprovalPolicy;
import dev.mainspring.store.TemplateRights;
import dev.mainspring.store.WorkspaceOrders;
import dev.mainspring.workflows.ChatWorkflow;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the agent's tools. */
@Configuration(proxyBeanMethods = false)
class ToolsConfiguration {

    @Bean
    TurnLimits turnLimits(TurnProperties settings) {
        return new TurnLimits(settings.stepLimit());
    }

    /** Skills of the folder {@code skills} beside the data are every chat's. */
    @Bean
    DeploymentSkills deploymentSkills(DataFolder data) {
        return new DeploymentSkills(data.path().resolve("skills"));
    }

    @Bean
    AgentLimits agentLimits(AgentProperties settings) {
        return new AgentLimits(settings.atOnce());
    }

    @Bean
    DeploymentPolicy deploymentPolicy(ApprovalProperties settings) {
        ApprovalPolicy policy = settings.rules();
        return owner -> policy;
    }

    @Bean
    WorkspaceRights workspaceRights(TemplateRights templates, WorkspaceOrders workspaces) {
        return (user, template, workspace) -> {
            if (template != null && templates.find(user, template).isEmpty()) {
                throw new ProblemException(
                        ProblemCode.UNKNOWN_TEMPLATE,
                        "there is no template '" + template + "' that you may use");
            }
            if (workspace != null && workspaces.find(user, workspace).isEmpty()) {
                throw ProblemException.notFound("workspace", workspace);
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
