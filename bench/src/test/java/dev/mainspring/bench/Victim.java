package dev.mainspring.bench;

import dev.mainspring.testing.ProductProcess;

/** What is killed. */
enum Victim {
    JVM,
    TEMPORAL,
    POSTGRES,
    ALL;

    /** Kills it and brings back what does not come back by itself; returns when all is ready. */
    void kill(ProductProcess product) {
        switch (this) {
            case JVM -> product.killJvm().restart();
            case TEMPORAL -> product.killTemporal().awaitReady();
            case POSTGRES -> product.killPostgres().awaitReady();
            case ALL -> product.killJvm().killTemporal().killPostgres().restart();
        }
    }
}
