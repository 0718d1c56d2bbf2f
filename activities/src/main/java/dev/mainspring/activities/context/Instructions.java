package dev.mainspring.activities.context;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Instruction files as the model reads them: the outermost first, so that the nearest counts. */
final class Instructions {

    /** Of all files of a prompt; more would crowd out the work. */
    static final int MOST_CHARS = 64 * 1024;

    private Instructions() {}

    /**
     * Puts files into Markdown.
     *
     * @param nearestFirst the files; the nearest are cut last
     */
    static String text(List<ToldFile> nearestFirst) {
        List<String> texts = new ArrayList<>();
        Set<String> said = new HashSet<>();
        int room = MOST_CHARS;
        for (ToldFile file : nearestFirst) {
            // CLAUDE.md is often a link to AGENTS.md.
            if (file.text().isBlank() || !said.add(file.text().strip())) {
                continue;
            }
            String text = cut(file, room);
            room -= Math.min(room, file.text().length());
            texts.addFirst("## " + file.path() + "\n\n" + text);
        }
        return String.join("\n\n", texts);
    }

    private static String cut(ToldFile file, int room) {
        String text = file.text().strip();
        int shown = Math.min(text.length(), room);
        if (shown == text.length() && !file.cut()) {
            return text;
        }
        if (shown > 0 && Character.isHighSurrogate(text.charAt(shown - 1))) {
            shown--;
        }
        return "%s\n[cut: the file has %d bytes; read_file shows the rest]"
                .formatted(text.substring(0, shown), file.size());
    }
}
