package dev.mainspring.activities.process;

import dev.mainspring.activities.process.Places.Place;
import dev.mainspring.activities.tools.Commands;
import dev.mainspring.activities.workspace.ShellException;
import dev.mainspring.conversation.ProcessState;
import dev.mainspring.conversation.ProcessStatus;
import dev.mainspring.conversation.ToolCallId;
import dev.mainspring.conversation.WorkspaceId;
import dev.mainspring.store.ProcessRows;
import dev.mainspring.store.ProcessRows.Row;
import dev.mainspring.workflows.ProcessActivities;
import dev.mainspring.workflows.ProcessStop;
import io.temporal.failure.ApplicationFailure;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.stereotype.Component;

/** See {@link ProcessActivities}. */
@Component
class ProcessActivitiesImpl implements ProcessActivities {

    private static final Logger log = LoggerFactory.getLogger(ProcessActivitiesImpl.class);

    private final ProcessRows processes;
    private final Places places;
    private final Commands commands;
    private final Endings endings;

    ProcessActivitiesImpl(
            ProcessRows processes, Places places, Commands commands, Endings endings) {
        this.processes = processes;
        this.places = places;
        this.commands = commands;
        this.endings = endings;
    }

    /**
     * A command that is to stop.
     *
     * @param row null where its chat was removed
     */
    private record Target(
            ToolCallId call, @Nullable WorkspaceId workspace, ProcessRows.@Nullable Row row) {}

    @Override
    public void stop(ProcessStop process) {
        target(process).ifPresent(it -> tell(it, stopped(it)));
    }

    @Override
    public void notStopped(ProcessStop process) {
        target(process).ifPresent(it -> tell(it, notStopped("the workspace could not be reached")));
    }

    private Optional<Target> target(ProcessStop process) {
        Optional<Row> row = processes.find(process.call());
        if (row.isEmpty()) {
            return Optional.ofNullable(process.workspace())
                    .map(workspace -> new Target(process.call(), workspace, null));
        }
        return row.filter(ProcessActivitiesImpl::stopping)
                .map(it -> new Target(it.call(), it.workspace(), it));
    }

    private static boolean stopping(Row row) {
        return row.status().state() == ProcessState.STOPPING;
    }

    private void tell(Target target, ProcessStatus status) {
        if (target.row() != null) {
            endings.record(target.row(), status);
            return;
        }
        log.atLevel(status.state().ended() ? Level.INFO : Level.WARN)
                .log("process {} of a chat that was removed: {}", target.call(), status);
    }

    private ProcessStatus stopped(Target target) {
        try {
            return switch (places.of(target.workspace())) {
                case Place.Over _ -> Endings.WITH_WORKSPACE;
                case Place.Away away -> throw notYet(target, away.why());
                case Place.Ready ready ->
                        commands.end(ready.shell(), target.call())
                                .orElseThrow(() -> notYet(target, "the workspace did not answer"));
            };
        } catch (ShellException e) {
            if (!e.retryable()) {
                return notStopped(String.valueOf(e.getMessage()));
            }
            throw notYet(target, String.valueOf(e.getMessage()));
        }
    }

    /** People hear why it takes longer; Temporal, that it is to be tried again. */
    private ApplicationFailure notYet(Target target, String why) {
        log.info("process {} not stopped yet: {}", target.call(), why);
        processes
                .find(target.call())
                .filter(ProcessActivitiesImpl::stopping)
                .ifPresent(row ->
                        endings.record(
                                row,
                                ProcessStatus.of(
                                        ProcessState.STOPPING, why + "; it is tried again")));
        return ApplicationFailure.newFailure("recorded with the process", "workspace");
    }

    private static ProcessStatus notStopped(String why) {
        return ProcessStatus.of(ProcessState.RUNNING, "not stopped: " + why);
    }
}
