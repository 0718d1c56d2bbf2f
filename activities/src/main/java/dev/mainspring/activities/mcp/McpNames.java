package dev.mainspring.activities.mcp;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * Names of tools that every provider takes: {@code server__tool}, at most 64 of a-z A-Z 0-9 _ -.
 */
final class McpNames {

    private static final int CHARACTERS = 64;
    private static final int MARK = 9;

    private McpNames() {}

    /** None of the product's own tools is named like this. */
    static boolean fits(String name) {
        return name.indexOf("__") > 0;
    }

    static String of(String server, String tool) {
        String plain = server + "__" + tool.replaceAll("[^A-Za-z0-9_-]", "_");
        boolean same = plain.endsWith("__" + tool);
        return same && plain.length() <= CHARACTERS ? plain : marked(plain, tool);
    }

    /** What is changed or cut gets a mark, so that two names stay two. */
    private static String marked(String plain, String tool) {
        CRC32C sum = new CRC32C();
        sum.update(tool.getBytes(StandardCharsets.UTF_8));
        String start = plain.substring(0, Math.min(plain.length(), CHARACTERS - MARK));
        return start + "_" + HexFormat.of().toHexDigits((int) sum.getValue());
    }
}
