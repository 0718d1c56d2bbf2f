package dev.mainspring.activities.context;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Instructions for one kind of work, read when they are needed.
 *
 * @param name from the front matter, else its folder's
 * @param folder where SKILL.md and what belongs to it lie
 */
record Skill(String name, String description, String folder) {

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final int MOST_DESCRIPTION_CHARS = 1_024;
    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";
    private static final String UNREADABLE = "(the front matter of its SKILL.md cannot be read)";

    /**
     * Reads the head of a SKILL.md; empty where it has no name that can be asked for.
     *
     * @param path of the file, with slashes
     */
    static Optional<Skill> of(String path, String text) {
        String folder = path.substring(0, Math.max(0, path.lastIndexOf('/')));
        String folderName = folder.substring(folder.lastIndexOf('/') + 1);
        try {
            JsonNode head = YAML.readTree(frontMatter(text));
            String name = head.path("name").asString("");
            String description = head.path("description").asString("").strip();
            return named(name.isBlank() ? folderName : name.strip(), description, folder);
        } catch (JacksonException e) {
            return named(folderName, UNREADABLE, folder);
        }
    }

    private static Optional<Skill> named(String name, String description, String folder) {
        String line = description.replaceAll("\\s+", " ");
        String cut =
                line.length() <= MOST_DESCRIPTION_CHARS
                        ? line
                        : line.substring(0, MOST_DESCRIPTION_CHARS) + "…";
        return name.matches(NAME) ? Optional.of(new Skill(name, cut, folder)) : Optional.empty();
    }

    private static String frontMatter(String text) {
        String lines = text.replace("\r\n", "\n");
        int end = lines.indexOf("\n---", 3);
        return lines.startsWith("---\n") && end > 0 ? lines.substring(4, end + 1) : "{}";
    }
}
