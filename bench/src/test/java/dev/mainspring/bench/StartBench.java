package dev.mainspring.bench;

import dev.mainspring.testing.ProductProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * {@code ./mainspring bench start}: {@code ./mainspring up} until it is healthy, and memory then.
 */
final class StartBench {

    private static final Duration LIMIT = Duration.ofMinutes(10);

    private StartBench() {}

    static boolean run(Options options) {
        int starts = (int) options.number("starts", 3);
        Report report = new Report("start");
        List<Duration> later = new ArrayList<>();
        try {
            Path data = Files.createTempDirectory("mainspring-start");
            report.row("first start (may build)", start(data).toMillis(), "ms");
            for (int i = 0; i < starts; i++) {
                later.add(start(data));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        double p50 = new Sample(later).p50();
        report.budget("second start to healthy, p50", p50, "ms", "<= 8000 ms", p50 <= 8000);
        return report.done();
    }

    private static Duration start(Path data) throws IOException {
        int port = freePort();
        ProcessBuilder launcher =
                new ProcessBuilder("./mainspring", "up")
                        .redirectErrorStream(true)
                        .redirectOutput(
                                ProcessBuilder.Redirect.appendTo(data.resolve("up.log").toFile()));
        launcher.environment().put("MAINSPRING_DATA", data.resolve("data").toString());
        launcher.environment().put("MAINSPRING_PORT", Integer.toString(port));
        launcher.environment().put("MAINSPRING_ADMIN_EMAIL", ProductProcess.EMAIL);
        launcher.environment().put("MAINSPRING_ADMIN_PASSWORD", ProductProcess.PASSWORD);
        launcher.environment().put("MAINSPRING_BOOTSTRAP_TOKEN", ProductProcess.TOKEN);
        Process product = launcher.start();
        try {
            return Patience.until(
                    "healthy",
                    LIMIT,
                    () -> {
                        if (!product.isAlive()) {
                            throw new AssertionError("it ended; see " + data.resolve("up.log"));
                        }
                        return Health.of(port);
                    });
        } finally {
            product.destroy();
            try {
                product.waitFor(40, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0)) {
            return probe.getLocalPort();
        }
    }
}
