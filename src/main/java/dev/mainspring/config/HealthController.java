package dev.mainspring.config;

import io.temporal.serviceclient.WorkflowServiceStubs;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.dao.DataAccessException;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a supervisor or load balancer asks. */
@RestController
class HealthController {

    private final JdbcClient jdbc;
    private final WorkflowServiceStubs service;
    private final TemporalTarget temporal;

    private final ApplicationAvailability availability;

    HealthController(
            JdbcClient jdbc,
            WorkflowServiceStubs service,
            TemporalTarget temporal,
            ApplicationAvailability availability) {
        this.jdbc = jdbc;
        this.service = service;
        this.temporal = temporal;
        this.availability = availability;
    }

    /** Whether the process serves requests at all. */
    @GetMapping("/healthz")
    Map<String, String> healthy() {
        return Map.of("status", "ok");
    }

    /** Whether it can do work now: 503 while it starts, and while a server it needs is away. */
    @GetMapping("/readyz")
    ResponseEntity<Map<String, String>> ready() {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("database", databaseAnswers() ? "ok" : "away");
        parts.put("temporal", temporalState());
        boolean started = availability.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC;
        parts.put("workers", started ? "ok" : "away");
        boolean ready = !parts.containsValue("away");
        parts.put("status", ready ? "ok" : "unavailable");
        return ResponseEntity.status(ready ? 200 : 503).body(parts);
    }

    private boolean databaseAnswers() {
        try {
            return jdbc.sql("select 1").query(Integer.class).single() == 1;
        } catch (DataAccessException away) {
            return false;
        }
    }

    private String temporalState() {
        if (temporal.standIn()) {
            return "stand-in";
        }
        return TemporalNamespace.answers(service, temporal) ? "ok" : "away";
    }
}
