package dev.mainspring.activities.tools;

import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** File name patterns as ripgrep and git know them. */
final class Glob {

    private Glob() {}

    /**
     * Without a slash, a pattern is about the last part of a name.
     *
     * @throws ToolRefusedException if it is no pattern
     */
    static Predicate<String> of(String glob) {
        String whole = glob.contains("/") ? glob : "**/" + glob;
        String rooted = whole.startsWith("/") ? whole.substring(1) : whole;
        try {
            return Pattern.compile(regex(rooted), Pattern.DOTALL).asMatchPredicate();
        } catch (PatternSyntaxException e) {
            throw new ToolRefusedException(
                    "glob '%s' is no file name pattern: %s".formatted(glob, e.getDescription()));
        }
    }

    private static String regex(String glob) {
        StringBuilder regex = new StringBuilder();
        int braces = 0;
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            if (glob.startsWith("**/", i)) {
                regex.append("(?:.*/)?");
                i += 2;
            } else if (glob.startsWith("**", i)) {
                regex.append(".*");
                i += 1;
            } else if (c == '{') {
                braces++;
                regex.append("(?:");
            } else if (c == '}' && braces > 0) {
                braces--;
                regex.append(')');
            } else {
                regex.append(
                        switch (c) {
                            case '*' -> "[^/]*";
                            case '?' -> "[^/]";
                            case ',' -> braces > 0 ? "|" : ",";
                            case '[', ']', '-' -> String.valueOf(c);
                            case '!' -> i > 0 && glob.charAt(i - 1) == '[' ? "^" : "!";
                            default -> Pattern.quote(String.valueOf(c));
                        });
            }
        }
        return regex.toString();
    }
}
