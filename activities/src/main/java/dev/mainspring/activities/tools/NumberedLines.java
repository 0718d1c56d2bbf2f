package dev.mainspring.activities.tools;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Lines of a file as models read them: number, tab, text.
 *
 * @param carriageReturns whether the lines end in CR LF; none is shown
 */
record NumberedLines(List<String> lines, boolean carriageReturns) {

    /** A line is cut here. */
    private static final int LINE_CHARACTERS = 2_000;

    private static final int RESERVED_BYTES = 512;

    /**
     * Reads UTF-8; what is none becomes U+FFFD.
     *
     * @param incomplete whether the last line may be a part
     * @param offset the number of the first line
     */
    static NumberedLines of(byte[] content, boolean incomplete, int offset) {
        String text = new String(content, StandardCharsets.UTF_8);
        List<String> lines = new ArrayList<>();
        boolean carriageReturns = false;
        int at = 0;
        while (at < text.length()) {
            int end = text.indexOf('\n', at);
            if (end < 0 && incomplete && !lines.isEmpty()) {
                break;
            }
            String line = text.substring(at, end < 0 ? text.length() : end);
            if (line.endsWith("\r")) {
                carriageReturns = true;
                line = line.substring(0, line.length() - 1);
            }
            lines.add(offset + lines.size() + "\t" + cut(line));
            at = end < 0 ? text.length() : end + 1;
        }
        return new NumberedLines(lines, carriageReturns);
    }

    /**
     * What of it a model sees.
     *
     * @param leftOut bytes that did not fit
     */
    record Shown(String text, int lines, long leftOut) {}

    Shown within(OutputCap cap) {
        StringBuilder shown = new StringBuilder();
        int room = cap.bytes() - RESERVED_BYTES;
        int count = 0;
        long leftOut = 0;
        for (String line : lines) {
            int end = OutputCap.fitting(line, 0, 1, room - 2);
            if (leftOut == 0 && end == line.length()) {
                shown.append(line).append('\n');
                room -= OutputCap.jsonBytes(line) + 2;
                count++;
            } else {
                leftOut += OutputCap.utf8Bytes(line, 0, line.length()) + 1;
            }
        }
        return new Shown(shown.toString(), count, leftOut);
    }

    String text() {
        return String.join("\n", lines) + "\n";
    }

    private static String cut(String line) {
        if (line.codePointCount(0, line.length()) <= LINE_CHARACTERS) {
            return line;
        }
        int end = line.offsetByCodePoints(0, LINE_CHARACTERS);
        return line.substring(0, end)
                + " [cut: the line has %d characters]"
                        .formatted(line.codePointCount(0, line.length()));
    }
}
