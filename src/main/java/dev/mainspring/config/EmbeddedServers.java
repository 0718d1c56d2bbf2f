package dev.mainspring.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PostgreSQL and Temporal: the ones that the settings name, or our own, started side by side.
 *
 * <p>It holds the data folder's lock while it is open, so that no two control planes ever run
 * servers on one folder.
 */
public final class EmbeddedServers implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedServers.class);

    private final DataFolder data;
    private final Future<Started<DatabaseTarget>> database;
    private final Future<Started<TemporalTarget>> temporal;

    /** A server in use; {@code own} is null where it is not ours to stop. */
    private record Started<T>(T target, @Nullable AutoCloseable own) {}

    private EmbeddedServers(
            DataFolder data,
            Future<Started<DatabaseTarget>> database,
            Future<Started<TemporalTarget>> temporal) {
        this.data = data;
        this.database = database;
        this.temporal = temporal;
    }

    /**
     * Takes the data folder and begins to start what is to be started; returns at once.
     *
     * @throws StartupFailure if another control plane holds the folder
     */
    public static EmbeddedServers open(
            Path dataFolder, DatabaseProperties database, TemporalProperties temporal) {
        DataFolder data = DataFolder.open(dataFolder);
        Path cache = CacheFolder.of(data.path());
        return new EmbeddedServers(
                data,
                begin("postgres start", () -> database(data, cache, database)),
                begin("temporal start", () -> temporal(data, cache, temporal)));
    }

    public DataFolder data() {
        return data;
    }

    /** Waits until the database answers. */
    public DatabaseTarget database() {
        return await(database).target();
    }

    /** Waits until Temporal answers and its namespace is prepared. */
    public TemporalTarget temporal() {
        return await(temporal).target();
    }

    /** Stops what it started, side by side, within about ten seconds; external servers go on. */
    @Override
    public void close() {
        Future<Boolean> temporalStop = begin("temporal stop", () -> stop(temporal));
        Future<Boolean> databaseStop = begin("postgres stop", () -> stop(database));
        try {
            await(temporalStop);
            await(databaseStop);
            data.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Started<DatabaseTarget> database(
            DataFolder data, Path cache, DatabaseProperties settings) {
        if (!settings.embedded()) {
            return new Started<>(settings.target(), null);
        }
        PostgresServer server = PostgresServer.start(data.path().resolve("postgres"), cache);
        return new Started<>(server.target(), server);
    }

    private static Started<TemporalTarget> temporal(
            DataFolder data, Path cache, TemporalProperties settings) {
        if (!settings.embedded()) {
            TemporalTarget target = settings.target();
            TemporalNamespace.prepare(target, false);
            return new Started<>(target, null);
        }
        TemporalProgram.Found found = TemporalProgram.find(cache);
        if (found.program() == null) {
            return standIn(String.valueOf(found.missing()));
        }
        TemporalServer server =
                TemporalServer.start(data.path().resolve("temporal"), found.program());
        try {
            TemporalNamespace.prepare(server.target(), true);
        } catch (StartupFailure e) {
            server.close();
            throw e;
        }
        return new Started<>(server.target(), server);
    }

    private static Started<TemporalTarget> standIn(String reason) {
        log.warn(
                "The in-JVM Temporal server stands in ({}): running chats start again from the"
                        + " database after a restart, and there is no Temporal UI",
                reason);
        StandInTemporal server = StandInTemporal.start(reason);
        return new Started<>(server.target(), server);
    }

    private static boolean stop(Future<? extends Started<?>> started) throws Exception {
        try {
            AutoCloseable own = started.get().own();
            if (own != null) {
                own.close();
            }
            return true;
        } catch (ExecutionException neverStarted) {
            return false;
        }
    }

    private static <T> Future<T> begin(String name, Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread.ofVirtual().name(name).start(task);
        return task;
    }

    private static <T> T await(Future<T> started) {
        try {
            return started.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StartupFailure known) {
                throw known;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a server starts or stops", e);
        }
    }
}
