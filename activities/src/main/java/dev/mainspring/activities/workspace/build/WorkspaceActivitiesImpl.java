package dev.mainspring.activities.workspace.build;

import dev.mainspring.activities.tools.Commands;
import dev.mainspring.activities.workspace.Connection;
import dev.mainspring.activities.workspace.ProvisionException;
import dev.mainspring.activities.workspace.ShellException;
import dev.mainspring.activities.workspace.ShellResult;
import dev.mainspring.activities.workspace.ShellScript;
import dev.mainspring.conversation.WorkspaceId;
import dev.mainspring.conversation.WorkspaceState;
import dev.mainspring.store.ChatRows;
import dev.mainspring.store.WorkspaceRow;
import dev.mainspring.store.Workspaces;
import dev.mainspring.workflows.WorkspaceActivities;
import dev.mainspring.workflows.WorkspaceOutcome;
import dev.mainspring.workflows.WorkspaceStep;
import io.temporal.failure.ApplicationFailure;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** See {@link WorkspaceActivities}. */
@Component
class WorkspaceActivitiesImpl implements WorkspaceActivities {

    private static final Logger logger = LoggerFactory.getLogger(WorkspaceActivitiesImpl.class);
    private static final String MADE = "made";
    private static final String SET_UP = "set_up";
    private static final Duration SETUP = Duration.ofMinutes(29);

    private final Workspaces workspaces;
    private final Sites sites;
    private final Connections connections;
    private final ChatRows chats;
    private final Commands commands;
    private final Clock clock;

    WorkspaceActivitiesImpl(
            Workspaces workspaces,
            Sites sites,
            Connections connections,
            ChatRows chats,
            Commands commands,
            Clock clock) {
        this.workspaces = workspaces;
        this.sites = sites;
        this.connections = connections;
        this.chats = chats;
        this.commands = commands;
        this.clock = clock;
    }

    /** What a phase does with a workspace. */
    private interface Phase {
        void run(Sites.Plan plan, Consumer<String> log);
    }

    @Override
    public WorkspaceOutcome provision(WorkspaceStep step) {
        return phase(
                step,
                "provision",
                (plan, log) -> {
                    if (plan.site().memory().get(MADE).isPresent()) {
                        plan.provisioner().start(plan.site(), log);
                    } else {
                        plan.provisioner().create(plan.site(), log);
                        plan.site().memory().put(MADE, "yes");
                    }
                });
    }

    @Override
    public WorkspaceOutcome setUp(WorkspaceStep step) {
        workspaces.move(step.workspace(), step.build(), WorkspaceState.SETTING_UP, clock.instant());
        return phase(
                step,
                "setup",
                (plan, log) -> {
                    if (plan.site().memory().get(SET_UP).isPresent()) {
                        return;
                    }
                    if (!plan.template().setup().isEmpty()) {
                        runSetup(plan, log);
                    }
                    plan.site().memory().put(SET_UP, "yes");
                });
    }

    @Override
    public WorkspaceOutcome stop(WorkspaceStep step) {
        connections.drop(step.workspace());
        return phase(
                step,
                "stop",
                (plan, log) -> {
                    endCommands(plan, step.workspace());
                    plan.provisioner().stop(plan.site(), log);
                });
    }

    @Override
    public WorkspaceOutcome delete(WorkspaceStep step) {
        connections.drop(step.workspace());
        return phase(
                step,
                "delete",
                (plan, log) -> {
                    endCommands(plan, step.workspace());
                    plan.provisioner().delete(plan.site(), log);
                });
    }

    /** A host that goes on would keep what the agents began there. */
    private void endCommands(Sites.Plan plan, WorkspaceId workspace) {
        if (plan.provisioner().endsProcesses() || plan.site().memory().get(MADE).isEmpty()) {
            return;
        }
        try (Connection shell = plan.provisioner().connect(plan.site())) {
            chats.ofWorkspace(workspace).forEach(chat -> commands.endAll(shell, chat));
        }
    }

    private static void runSetup(Sites.Plan plan, Consumer<String> log) {
        LogLines lines = new LogLines(log);
        try (Connection shell = plan.provisioner().connect(plan.site())) {
            ShellResult result =
                    shell.run(
                            ShellScript.of("{ " + plan.template().setup() + "\n} 2>&1", SETUP),
                            lines);
            lines.end();
            if (!result.ok()) {
                throw new ProvisionException(
                        "the template's setup script ended with exit code " + result.exitCode(),
                        false,
                        null);
            }
        }
    }

    private WorkspaceOutcome phase(WorkspaceStep step, String name, Phase phase) {
        Optional<WorkspaceRow> row =
                workspaces
                        .find(step.workspace())
                        .filter(it -> it.build() == step.build() && it.working() != null);
        if (row.isEmpty()) {
            return WorkspaceOutcome.DONE;
        }
        Consumer<String> log =
                line -> workspaces.log(step.workspace(), step.build(), name, line, clock.instant());
        try (Heartbeat beat = Heartbeat.start()) {
            phase.run(sites.plan(row.get()), log);
            return WorkspaceOutcome.DONE;
        } catch (ProvisionException e) {
            return failed(step, log, e, e.retryable());
        } catch (ShellException e) {
            return failed(step, log, e, e.retryable());
        }
    }

    /** The text stays in the database; Temporal learns only whether a retry can help. */
    private WorkspaceOutcome failed(
            WorkspaceStep step, Consumer<String> log, RuntimeException e, boolean retryable) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        logger.warn("workspace {}: build {} failed: {}", step.workspace(), step.build(), message);
        workspaces.failure(step.workspace(), step.build(), message, clock.instant());
        log.accept(message);
        if (retryable) {
            throw ApplicationFailure.newFailure("recorded with the workspace", "workspace");
        }
        return WorkspaceOutcome.FAILED;
    }
}
