package dev.mainspring.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * The whole product as a process of its own, with its own embedded servers, to be killed and
 * started again. The data folder outlives it; {@link #close()} ends all of it.
 */
public final class ProductProcess implements AutoCloseable {

    /** An API token of the administrator. */
    public static final String TOKEN = "chaos-token-chaos-token-chaos-token-01";

    public static final String EMAIL = "admin@example.org";
    public static final String PASSWORD = "correct horse battery";

    private static final Duration HEALTHY_WITHIN = Duration.ofSeconds(120);
    private static final Duration KILLED_WITHIN = Duration.ofSeconds(10);
    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(35);

    private final Path data;
    private final int port;
    private final Map<String, String> environment;
    private final HttpClient http = HttpClient.newHttpClient();
    private Process jvm;
    private int restarts;

    private ProductProcess(Path data, int port, Map<String, String> environment) {
        this.data = data;
        this.port = port;
        this.environment = environment;
        this.jvm = launch();
    }

    /**
     * Starts it and waits until it is ready.
     *
     * @param settings environment variables on top of folder, port, administrator and token
     */
    public static ProductProcess start(Path data, Map<String, String> settings) {
        ProductProcess product = launch(data, settings);
        product.awaitReady();
        return product;
    }

    /** As {@link #start} but without waiting, for a start that is to fail. */
    public static ProductProcess launch(Path data, Map<String, String> settings) {
        int port = freePort();
        Map<String, String> environment =
                new TreeMap<>(
                        Map.of(
                                "MAINSPRING_DATA", data.toString(),
                                "MAINSPRING_PORT", Integer.toString(port),
                                "MAINSPRING_ADMIN_EMAIL", EMAIL,
                                "MAINSPRING_ADMIN_PASSWORD", PASSWORD,
                                "MAINSPRING_BOOTSTRAP_TOKEN", TOKEN));
        environment.putAll(settings);
        return new ProductProcess(data, port, environment);
    }

    /** Without a slash at its end. */
    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** How often the JVM was started again. */
    public int restarts() {
        return restarts;
    }

    public long jvmPid() {
        return jvm.pid();
    }

    public long postgresPid() {
        return childPid(data, "postgres");
    }

    public long temporalPid() {
        return childPid(data, "temporal");
    }

    /** What it wrote to its standard output and error, over all its lives. */
    public String output() {
        try {
            return Files.exists(log()) ? Files.readString(log()) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public ProductProcess killJvm() {
        jvm.destroyForcibly();
        if (!exited(KILLED_WITHIN)) {
            throw new AssertionError("still running after kill -9: " + jvm.pid());
        }
        return this;
    }

    public ProductProcess killPostgres() {
        ProcessHandle.of(postgresPid()).ifPresent(ProductProcess::kill);
        return this;
    }

    public ProductProcess killTemporal() {
        ProcessHandle.of(temporalPid()).ifPresent(ProductProcess::kill);
        return this;
    }

    /** Starts the JVM again on the same data and port, and waits until it is ready. */
    public ProductProcess restart() {
        restartWithoutWaiting();
        awaitReady();
        return this;
    }

    public ProductProcess restartWithoutWaiting() {
        if (jvm.isAlive()) {
            throw new IllegalStateException("still running: " + jvm.pid());
        }
        jvm = launch();
        restarts++;
        return this;
    }

    /** Asks it to stop, as Ctrl+C does, and waits for its end. */
    public ProductProcess stop() {
        jvm.destroy();
        if (!exited(STOPPED_WITHIN)) {
            throw new AssertionError("still running after " + STOPPED_WITHIN + "\n" + output());
        }
        return this;
    }

    /** Waits until it ends by itself. */
    public int awaitExit() {
        await("ended", HEALTHY_WITHIN, () -> !jvm.isAlive());
        return jvm.exitValue();
    }

    public void awaitReady() {
        await("ready", HEALTHY_WITHIN, () -> status("/readyz") == 200 || diedEarly());
    }

    /** Waits until it has written this text. */
    public void awaitOutput(String text) {
        await("'" + text + "' in its output", HEALTHY_WITHIN, () -> output().contains(text));
    }

    /** The status of a GET, or -1 where nothing answers. */
    public int status(String path) {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(baseUrl() + path))
                            .timeout(Duration.ofSeconds(5))
                            .header("Authorization", "Bearer " + TOKEN)
                            .build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException nobody) {
            return -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Stops it cleanly where it runs, and ends orphaned servers of a killed one. */
    @Override
    public void close() {
        http.close();
        jvm.destroy();
        if (!exited(STOPPED_WITHIN)) {
            kill(jvm.toHandle());
        }
        endServers(data);
    }

    /** Ends the servers that a dead control plane left on this folder. */
    static void endServers(Path data) {
        for (String server : List.of("temporal", "postgres")) {
            if (Files.exists(record(data, server))) {
                ProcessHandle.of(childPid(data, server))
                        .filter(ProductProcess::isServer)
                        .ifPresent(ProductProcess::kill);
            }
        }
    }

    private Process launch() {
        ProcessBuilder builder =
                new ProcessBuilder(ProductImage.command())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        withoutSettings(builder.environment());
        builder.environment().putAll(environment);
        try {
            Files.createDirectories(data);
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A developer's own keys must not change what a test sees. */
    static void withoutSettings(Map<String, String> environment) {
        environment
                .keySet()
                .removeIf(name ->
                        name.startsWith("MAINSPRING_")
                                || name.startsWith("ANTHROPIC_")
                                || name.startsWith("OPENAI_")
                                || name.startsWith("GEMINI_"));
    }

    private Path log() {
        return data.resolve("product.log");
    }

    private static Path record(Path data, String server) {
        return data.resolve(server).resolve("process.properties");
    }

    private static long childPid(Path data, String server) {
        Properties facts = new Properties();
        try (var in = Files.newBufferedReader(record(data, server))) {
            facts.load(in);
            return Long.parseLong(facts.getProperty("pid"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean diedEarly() {
        if (jvm.isAlive()) {
            return false;
        }
        throw new AssertionError("exit " + jvm.exitValue() + "\n" + output());
    }

    private boolean exited(Duration within) {
        try {
            return jvm.waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static boolean isServer(ProcessHandle process) {
        String command = process.info().command().orElse("");
        return command.contains("postgres") || command.contains("temporal");
    }

    private static void kill(ProcessHandle process) {
        process.destroyForcibly();
        await("killed", Duration.ofSeconds(10), () -> !process.isAlive());
    }

    private static void await(String what, Duration limit, BooleanSupplier condition) {
        Instant deadline = Instant.now().plus(limit);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("not " + what + " within " + limit);
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private static int freePort() {
        try (ServerSocket probe = new ServerSocket(0)) {
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
