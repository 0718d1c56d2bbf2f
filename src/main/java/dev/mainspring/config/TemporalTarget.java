package dev.mainspring.config;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the Temporal server is.
 *
 * @param address host and port of its gRPC front end
 * @param tls null means plain text
 * @param uiUrl where its web UI is; null if it has none that we know of
 * @param standInReason null for a real server; otherwise why the in-JVM server stands in for it,
 *     which forgets everything on exit and has no list, reset, pause or UI
 */
public record TemporalTarget(
        String address,
        String namespace,
        @Nullable TemporalTls tls,
        @Nullable URI uiUrl,
        @Nullable String standInReason) {

    public boolean standIn() {
        return standInReason != null;
    }

    /** The Temporal UI's page of a workflow; empty without a UI. */
    public Optional<URI> workflowPage(String workflowId) {
        return Optional.ofNullable(uiUrl)
                .map(ui -> ui + "/namespaces/" + namespace + "/workflows/" + workflowId)
                .map(URI::create);
    }
}
