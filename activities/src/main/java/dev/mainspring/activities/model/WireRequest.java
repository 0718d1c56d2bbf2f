package dev.mainspring.activities.model;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What goes over the wire.
 *
 * @param path follows the provider's base URL
 * @param headers the dialect's own, the key among them
 */
record WireRequest(String path, Map<String, String> headers, JsonNode body) {

    WireRequest {
        headers = Map.copyOf(headers);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "WireRequest[" + path + "]";
    }
}
