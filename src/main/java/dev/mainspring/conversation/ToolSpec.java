package dev.mainspring.conversation;

import tools.jackson.databind.JsonNode;

/**
 * A tool as the model sees it.
 *
 * @param description written for the model
 * @param inputSchema a JSON Schema (strict, {@code additionalProperties: false})
 */
public record ToolSpec(String name, String description, JsonNode inputSchema) {}
