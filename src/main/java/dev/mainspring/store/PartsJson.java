package dev.mainspring.store;

import dev.mainspring.conversation.Json;
import dev.mainspring.conversation.Part;
import java.util.List;
import tools.jackson.core.type.TypeReference;

/**
 * Lists of parts as {@code jsonb}. The declared element type makes Jackson write each type's name.
 */
final class PartsJson {

    private static final TypeReference<List<Part>> PARTS = new TypeReference<>() {};

    private PartsJson() {}

    static String write(List<Part> parts) {
        return Jsonb.storable(
                Jsonb.withoutEscapedNul(Json.MAPPER.writerFor(PARTS).writeValueAsString(parts)));
    }

    static List<Part> read(String json) {
        return Json.MAPPER.readValue(json, PARTS);
    }
}
