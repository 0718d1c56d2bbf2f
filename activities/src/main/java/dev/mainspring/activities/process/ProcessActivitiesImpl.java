package dev.mainspring.activities.process;

import dev.mainspring.activities.process.Places.Place;
import dev.mainspring.activities.tools.Commands;
import dev.mainspring.activities.workspace.ShellException;
import dev.mainspring.conversation.ProcessState;
import dev.mainspring.conversation.ProcessStatus;
import dev.mainspring.store.ProcessRows;
import dev.mainspring.store.ProcessRows.Row;
import dev.mainspring.workflows.ProcessActivities;
import dev.mainspring.workflows.ProcessStop;
import io.temporal.failure.ApplicationFailure;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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

    @Override
    public void stop(ProcessStop process) {
        running(process).ifPresent(row -> endings.record(row, stopped(row)));
    }

    private Optional<Row> running(ProcessStop process) {
        return processes.find(process.call()).filter(row -> !row.status().state().ended());
    }

    private ProcessStatus stopped(Row row) {
        try {
            return switch (places.of(row.workspace())) {
                case Place.Over _ -> Endings.WITH_WORKSPACE;
                case Place.Away away -> throw notYet(row, away.why());
                case Place.Ready ready ->
                        commands.end(ready.shell(), row.call())
                                .orElseThrow(() -> notYet(row, "the workspace did not answer"));
            };
        } catch (ShellException e) {
            if (!e.retryable()) {
                return notStopped(String.valueOf(e.getMessage()));
            }
            throw notYet(row, String.valueOf(e.getMessage()));
        }
    }

    /** People hear why it takes longer; Temporal, that it is to be tried again. */
    private ApplicationFailure notYet(Row row, String why) {
        log.info("process {} not stopped yet: {}", row.call(), why);
        endings.record(row, ProcessStatus.of(ProcessState.STOPPING, why + "; it is tried again"));
        return ApplicationFailure.newFailure("recorded with the process", "workspace");
    }

    @Override
    public void notStopped(ProcessStop process) {
        running(process)
                .ifPresent(row ->
                        endings.record(row, notStopped("the workspace could not be reached")));
    }

    private static ProcessStatus notStopped(String why) {
        return ProcessStatus.of(ProcessState.RUNNING, "not stopped: " + why);
    }
}
