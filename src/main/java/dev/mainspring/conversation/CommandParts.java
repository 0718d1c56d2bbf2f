package dev.mainspring.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The simple commands of a shell command line. A policy looks at each: who may run {@code git
 * status} may not by that run {@code git status; rm -rf /}.
 *
 * @param opaque whether it runs what cannot be read off the line: substitutions, here-documents
 */
record CommandParts(List<String> parts, boolean opaque) {

    private static final Pattern LEADING =
            Pattern.compile("^(?:(?:[{!]|if|then|elif|else|while|until|do|time)\\s+)+");

    private static final Set<String> CLOSING = Set.of("{", "}", "fi", "done", "else", "then", "do");

    static CommandParts of(String line) {
        Reader reader = new Reader(line);
        reader.read();
        return new CommandParts(List.copyOf(reader.parts), reader.opaque);
    }

    /** Walks along a line, minding quotes. */
    private static final class Reader {

        private final String line;
        private final List<String> parts = new ArrayList<>();
        private final StringBuilder part = new StringBuilder();
        private boolean opaque;
        private char quote;

        Reader(String line) {
            this.line = line;
        }

        void read() {
            for (int i = 0; i < line.length(); i++) {
                char c = line.charAt(i);
                if (c == '\\' && quote != '\'' && i + 1 < line.length()) {
                    part.append(c).append(line.charAt(++i));
                    continue;
                }
                if (substitutes(i)) {
                    opaque = true;
                }
                take(c);
            }
            close();
            opaque |= quote != 0;
        }

        private void take(char c) {
            if (quote == 0 && ";|&\n()".indexOf(c) >= 0) {
                close();
                return;
            }
            part.append(c);
            if (quote == c) {
                quote = 0;
            } else if (quote == 0 && (c == '\'' || c == '"')) {
                quote = c;
            }
        }

        private boolean substitutes(int at) {
            char c = line.charAt(at);
            boolean dollar = c == '$' && line.startsWith("(", at + 1);
            boolean redirected =
                    quote == 0
                            && (line.startsWith("<(", at)
                                    || line.startsWith(">(", at)
                                    || line.startsWith("<<", at));
            return quote != '\'' && (c == '`' || dollar || redirected);
        }

        private void close() {
            String command = LEADING.matcher(part.toString().strip()).replaceFirst("");
            if (!command.isEmpty() && !CLOSING.contains(command)) {
                parts.add(command);
            }
            part.setLength(0);
        }
    }
}
