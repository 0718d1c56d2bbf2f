package dev.mainspring.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The simple commands of a shell command line. A policy looks at each: who may run {@code git
 * status} may not by that run {@code git status; rm -rf /}.
 *
 * <p>Where shells read a line differently, or more is needed than quotes and separators to read it
 * as they do, it counts as opaque.
 *
 * @param opaque whether it runs what cannot be read off the line, or writes files: substitutions,
 *     here-documents, comments, redirections
 */
record CommandParts(List<String> parts, boolean opaque) {

    private static final Pattern LEADING =
            Pattern.compile("^(?:(?:[{!]|if|then|elif|else|while|until|do|time)\\s+)+");

    private static final Set<String> CLOSING = Set.of("{", "}", "fi", "done", "else", "then", "do");

    /** Redirections that write nothing: to another stream, or to nowhere. */
    private static final Pattern HARMLESS_REDIRECTION =
            Pattern.compile("(?:>>?[ \\t]*/dev/null|[<>]&[ \\t]*(?:[0-9]+|-))(?=[ \\t\\n;|&()]|$)");

    /** A variable as it is, and not {@code ${x:-'}}, whose quotes shells read each in their way. */
    private static final Pattern PLAIN_VARIABLE = Pattern.compile("\\$\\{\\w+}");

    static CommandParts of(String line) {
        Reader reader = new Reader(line);
        reader.read();
        return new CommandParts(List.copyOf(reader.parts), reader.opaque);
    }

    /** Whether a rule's pattern can tell what a part is: not what goes over lines within quotes. */
    boolean readable(String part) {
        return !opaque && part.indexOf('\n') < 0;
    }

    /** Walks along a line, minding quotes, continued lines and comments. */
    private static final class Reader {

        private static final String SEPARATORS = ";|&\n()";

        private final String line;
        private final List<String> parts = new ArrayList<>();
        private final StringBuilder part = new StringBuilder();
        private boolean opaque;
        private boolean wordBegins = true;
        private char quote;
        private int at;

        Reader(String line) {
            this.line = line;
        }

        void read() {
            while (at < line.length()) {
                char c = line.charAt(at);
                if (c == '\\' && quote != '\'' && at + 1 < line.length()) {
                    escaped();
                } else if (quote == 0 && c == '#' && wordBegins) {
                    comment();
                } else if (quote == 0 && (c == '<' || c == '>')) {
                    redirection();
                } else {
                    opaque |= quote != '\'' && expands(c);
                    take(c);
                    at++;
                }
            }
            close();
            opaque |= quote != 0;
        }

        /** A backslash before the end of a line joins the next line to it. */
        private void escaped() {
            if (line.charAt(at + 1) != '\n') {
                part.append(line, at, at + 2);
                wordBegins = false;
            }
            at += 2;
        }

        private void comment() {
            opaque = true;
            int end = line.indexOf('\n', at);
            at = end < 0 ? line.length() : end;
        }

        private void redirection() {
            Matcher harmless = HARMLESS_REDIRECTION.matcher(line).region(at, line.length());
            String taken = line.substring(at, at + 1);
            if (harmless.lookingAt()) {
                taken = harmless.group();
            } else {
                opaque |= taken.equals(">") || startsAny("<<", "<(", "<&", "<\\");
            }
            part.append(taken);
            wordBegins = true;
            at += taken.length();
        }

        /** Whether something is run or read in a way of its own from here on. */
        private boolean expands(char c) {
            if (c != '$') {
                return c == '`';
            }
            boolean quoted = quote == 0 && startsAny("$'", "$\"");
            boolean plain = PLAIN_VARIABLE.matcher(line).region(at, line.length()).lookingAt();
            return quoted || startsAny("$(", "$[", "$\\") || (startsAny("${") && !plain);
        }

        private boolean startsAny(String... beginnings) {
            for (String beginning : beginnings) {
                if (line.startsWith(beginning, at)) {
                    return true;
                }
            }
            return false;
        }

        private void take(char c) {
            wordBegins = quote == 0 && (Character.isWhitespace(c) || SEPARATORS.indexOf(c) >= 0);
            if (quote == 0 && SEPARATORS.indexOf(c) >= 0) {
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

        private void close() {
            String command = LEADING.matcher(part.toString().strip()).replaceFirst("");
            if (!command.isEmpty() && !CLOSING.contains(command)) {
                parts.add(command);
            }
            part.setLength(0);
        }
    }
}
