package dev.mainspring.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainspring.testing.ProductProcess;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
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

            try (ProductProcess second = ProductProcess.launch(data, Map.of())) {
                assertThat(second.awaitExit()).isEqualTo(1);
                assertThat(product.output()).contains("is in use by process " + product.jvmPid());
            }

            product.stop();
            assertThat(runs(postgres)).isFalse();
            assertThat(runs(temporal)).isFalse();
        }
    }

    @Test
    void allOfItKilledAtOnceComesBackWithItsData() {
        try (ProductProcess product = ProductProcess.start(data, Map.of())) {
            product.killJvm().killPostgres().killTemporal();

            product.restart();

            assertThat(product.status("/readyz")).isEqualTo(200);
            assertThat(product.status("/api/v1/tokens")).isEqualTo(200);
        }
    }

    @Test
    void serversThatAreKilledComeBackWhileItRuns() {
        try (ProductProcess product = ProductProcess.start(data, Map.of())) {
            product.killPostgres().killTemporal();

            product.awaitOutput("PostgreSQL runs again");
            product.awaitOutput("Temporal runs again");
            product.awaitReady();

            assertThat(product.status("/api/v1/tokens")).isEqualTo(200);
        }
    }

    @Test
    void aWrongSettingStopsTheStartWithOneLine() {
        Map<String, String> wrong =
                Map.of("MAINSPRING_PORT", "eighty", "MAINSPRING_BOOTSTRAP_TOKEN", "x".repeat(40));
        try (ProductProcess product = ProductProcess.launch(data, wrong)) {
            assertThat(product.awaitExit()).isEqualTo(78);
            assertThat(product.output().strip())
                    .isEqualTo("mainspring: MAINSPRING_PORT=eighty must be a whole number");
        }
    }

    private static boolean runs(long pid) {
        return ProcessIdentity.of(pid).isPresent();
    }
}
