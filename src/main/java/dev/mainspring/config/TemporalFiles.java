package dev.mainspring.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The files of {@code temporal-config/}, which our own server shares with docker-compose.yml. */
final class TemporalFiles {

    private static final YAMLMapper YAML = new YAMLMapper();

    private TemporalFiles() {}

    /** Keys and JSON values of the server's dynamic configuration; constraints are not used. */
    static Map<String, String> dynamicConfig() {
        Map<String, String> values = new TreeMap<>();
        read("dynamicconfig.yaml")
                .forEachEntry((key, list) -> values.put(key, list.get(0).get("value").toString()));
        return values;
    }

    /** Names and types, typed as Temporal's command line writes them. */
    static Map<String, String> searchAttributes() {
        Map<String, String> types = new TreeMap<>();
        read("search-attributes.yaml")
                .forEachEntry((name, type) -> types.put(name, type.asString()));
        return types;
    }

    private static JsonNode read(String file) {
        String resource = "/temporal-config/" + file;
        try (InputStream in = TemporalFiles.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("missing in the build: " + resource);
            }
            return YAML.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
