package dev.mainspring.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainspring.testing.ProductProcess;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One product, killed and started again and again on its data. */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ProductProcessTest {

    private static final int LAST = Integer.MAX_VALUE;

    @TempDir static Path folder;

    private Path data;
    private ProductProcess product;

    @BeforeAll
    void start() {
        data = folder.resolve("data");
        product = ProductProcess.start(data, Map.of());
    }

    @AfterAll
    void end() {
        product.close();
    }

    @Test
    void theFirstStartHasNoNewsOfMigrations() {
        assertThat(product.output()).doesNotContain("SqlScript", "already exists");
    }

    @Test
    void aKilledControlPlaneFindsItsServersAgain() {
        long postgres = product.postgresPid();
        long temporal = product.temporalPid();

        product.killJvm();
        assertThat(runs(postgres)).isTrue();
        assertThat(runs(temporal)).isTrue();

        product.restart();
        assertThat(product.postgresPid()).isEqualTo(postgres);
        assertThat(product.temporalPid()).isEqualTo(temporal);
        assertThat(product.output()).contains("adopted");
    }

    @Test
    void aSecondControlPlaneIsRefusedTheFolder() {
        // Not closed: that would end the servers in the folder, which are the first one's.
        ProductProcess second = ProductProcess.launch(data, Map.of());

        assertThat(second.awaitExit()).isEqualTo(1);
        assertThat(product.output()).contains("is in use by process " + product.jvmPid());
    }

    @Test
    void aModelThatIsNotThereStopsTheStartBeforeAnythingIsMade() {
        Path untouched = folder.resolve("untouched");
        ProductProcess wrong =
                ProductProcess.launch(untouched, Map.of("MAINSPRING_DEFAULT_MODEL", "nope/x"));

        assertThat(wrong.awaitExit()).isEqualTo(78);
        assertThat(wrong.output().lines().toList())
                .containsExactly(
                        "mainspring: MAINSPRING_DEFAULT_MODEL=nope/x must name a model that can be"
                                + " called: no provider 'nope' is configured, only scripted");
        assertThat(untouched.resolve("postgres")).doesNotExist();
    }

    @Test
    void allOfItKilledAtOnceComesBackWithItsData() {
        product.killJvm().killPostgres().killTemporal();

        product.restart();

        assertThat(product.status("/readyz")).isEqualTo(200);
        assertThat(product.status("/api/v1/tokens")).isEqualTo(200);
    }

    @Test
    void serversThatAreKilledComeBackWhileItRuns() {
        product.killPostgres().killTemporal();

        product.awaitOutput("PostgreSQL runs again");
        product.awaitOutput("Temporal runs again");
        product.awaitReady();

        assertThat(product.status("/api/v1/tokens")).isEqualTo(200);
    }

    @Test
    @Order(LAST)
    void aStopEndsItsServers() {
        long postgres = product.postgresPid();
        long temporal = product.temporalPid();

        product.stop();

        assertThat(runs(postgres)).isFalse();
        assertThat(runs(temporal)).isFalse();
    }

    @Test
    void aWrongSettingStopsTheStartWithOneLine() {
        Map<String, String> wrong =
                Map.of("MAINSPRING_PORT", "eighty", "MAINSPRING_BOOTSTRAP_TOKEN", "x".repeat(40));
        try (ProductProcess refused = ProductProcess.launch(folder.resolve("wrong"), wrong)) {
            assertThat(refused.awaitExit()).isEqualTo(78);
            assertThat(refused.output().strip())
                    .isEqualTo("mainspring: MAINSPRING_PORT=eighty must be a whole number");
        }
    }

    private static boolean runs(long pid) {
        return ProcessIdentity.of(pid).isPresent();
    }
}
