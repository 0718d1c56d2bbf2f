package dev.mainspring.activities.process;

import dev.mainspring.activities.process.Places.Place;
import dev.mainspring.activities.tools.Commands;
import dev.mainspring.activities.workspace.ShellException;
import dev.mainspring.conversation.ProcessState;
import dev.mainspring.conversation.ProcessStatus;
import dev.mainspring.conversation.ToolCallId;
import dev.mainspring.conversation.WorkspaceId;
import dev.mainspring.store.Outbox;
import dev.mainspring.store.ProcessRows;
import dev.mainspring.store.ProcessRows.Row;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Learns how commands end that went on behind chats: what runs in one workspace is asked for in one
 * exchange, and the older a command, the less often.
 */
@Component
class ProcessWatch implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ProcessWatch.class);
    private static final int BATCH = 200;

    private final ProcessRows processes;
    private final Places places;
    private final Commands commands;
    private final Endings endings;
    private final Outbox outbox;
    private final Clock clock;
    private final Looks looks = new Looks();

    ProcessWatch(
            ProcessRows processes,
            Places places,
            Commands commands,
            Endings endings,
            Outbox outbox,
            Clock clock) {
        this.processes = processes;
        this.places = places;
        this.commands = commands;
        this.endings = endings;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 2_000)
    void look() {
        try {
            List<Row> due = processes.takeDue(clock.instant(), BATCH);
            due.stream().filter(ProcessWatch::stopping).forEach(this::remind);
            due.stream()
                    .filter(row -> !stopping(row))
                    .collect(Collectors.groupingBy(row -> Optional.ofNullable(row.workspace())))
                    .forEach((workspace, rows) ->
                            looks.begin(workspace, () -> look(workspace, rows)));
        } catch (DataAccessException e) {
            log.warn("running commands not looked at: {}", e.getMessage());
        }
    }

    private static boolean stopping(Row row) {
        return row.status().state() == ProcessState.STOPPING;
    }

    /** A stop takes seconds: Temporal may have lost this one. Telling it twice does no harm. */
    private void remind(Row row) {
        outbox.addOnce(
                Outbox.Kind.STOP_PROCESS, row.call().value(), row.stopArgument(), clock.instant());
    }

    private void look(Optional<WorkspaceId> workspace, List<Row> rows) {
        try {
            switch (places.of(workspace.orElse(null))) {
                case Place.Over _ ->
                        rows.forEach(row -> endings.record(row, Endings.WITH_WORKSPACE));
                case Place.Away away ->
                        log.debug("{} commands not looked at: {}", rows.size(), away.why());
                case Place.Ready ready -> {
                    List<ToolCallId> calls = rows.stream().map(Row::call).toList();
                    Map<ToolCallId, ProcessStatus> ended = commands.ended(ready.shell(), calls);
                    for (Row row : rows) {
                        Optional.ofNullable(ended.get(row.call()))
                                .ifPresent(status -> endings.record(row, status));
                    }
                }
            }
        } catch (ShellException | DataAccessException | TransactionException e) {
            log.info("{} commands not looked at: {}", rows.size(), e.getMessage());
        }
    }

    @Override
    public void close() {
        looks.close();
    }
}
