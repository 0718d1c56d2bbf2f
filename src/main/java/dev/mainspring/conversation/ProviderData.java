package dev.mainspring.conversation;

import tools.jackson.databind.JsonNode;

/**
 * What a provider returned beside a part and must get back unchanged: signatures, encrypted
 * reasoning, item ids.
 *
 * @param dialect the dialect that wrote it; another dialect ignores it
 * @param data the provider's own JSON, kept as it came
 */
public record ProviderData(String dialect, JsonNode data) {}
