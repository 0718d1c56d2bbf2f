package dev.mainspring.bench;

import dev.mainspring.testing.ProductProcess;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The promise of DESIGN.md, section 13, on the whole product as a process. */
@Timeout(240)
class ChaosTest {

    private static final long SEED = Long.getLong("chaos.seed", 20_251_121L);

    @TempDir Path data;

    @Test
    void tenKillsAtRandomInstantsLoseNothingAndRepeatNothing() {
        Map<String, String> settings =
                Map.of(
                        "MAINSPRING_SCRIPTS",
                        Path.of("bench/scenarios").toAbsolutePath().toString());
        try (ProductProcess product = ProductProcess.start(data, settings)) {
            try {
                new RandomKills(product, data, SEED, System.out::println).run(10);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + SEED + "\n" + product.output(), e);
            }
        }
    }
}
