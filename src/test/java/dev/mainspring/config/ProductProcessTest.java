package dev.mainspring.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainspring.testing.ProductProcess;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ProductProcessTest {

    @TempDir Path data;

    @Test
    void aKilledControlPlaneFindsItsServersAgainAndStopsThem() {
        try (ProductProcess product = ProductProcess.start(data, Map.of())) {
            long postgres = product.postgresPid();
            long temporal = product.temporalPid();

            product.killJvm();
            assertThat(runs(postgres)).isTrue();
            assertThat(runs(temporal)).isTrue();

            product.restart();
            assertThat(product.postgresPid()).isEqualTo(postgres);
            assertThat(product.temporalPid()).isEqualTo(temporal);
            assertThat(product.output()).contains("adopted");

            product.stop();
            assertThat(runs(postgres)).isFalse();
            assertThat(runs(temporal)).isFalse();
        }
    }

    private static boolean runs(long pid) {
        return ProcessIdentity.of(pid).isPresent();
    }
}
