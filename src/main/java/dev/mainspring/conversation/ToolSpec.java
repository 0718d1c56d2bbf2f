package dev.mainspring.conversation;

import tools.jackson.databind.JsonNode;

/**
 * A tool as the model sees it.
 *
 * @param kind which rules it is under; of this the model sees nothing
 * @param description written for the model
 * @param inputSchema a JSON Schema (strict, {@code additionalProperties: false})
 */
public record ToolSpec(String name, ToolClass kind, String description, JsonNode inputSchema) {}
