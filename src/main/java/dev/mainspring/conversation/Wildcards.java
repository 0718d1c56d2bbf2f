package dev.mainspring.conversation;

/** Patterns in which {@code *} stands for any characters and {@code ?} for one. */
final class Wildcards {

    private Wildcards() {}

    /** Whether all of a text is as the pattern says; in linear space and without backtracking. */
    static boolean matches(String pattern, String text) {
        boolean[] reached = new boolean[text.length() + 1];
        reached[0] = true;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '*') {
                spread(reached);
            } else {
                boolean any = c == '?';
                if (c == '\\' && i + 1 < pattern.length()) {
                    c = pattern.charAt(++i);
                }
                advance(reached, text, c, any);
            }
        }
        return reached[text.length()];
    }

    private static void spread(boolean[] reached) {
        for (int at = 1; at < reached.length; at++) {
            reached[at] |= reached[at - 1];
        }
    }

    private static void advance(boolean[] reached, String text, char wanted, boolean any) {
        for (int at = text.length(); at > 0; at--) {
            reached[at] = reached[at - 1] && (any || text.charAt(at - 1) == wanted);
        }
        reached[0] = false;
    }

    /** The pattern that stands for this text alone. */
    static String literal(String text) {
        return text.replaceAll("[\\\\*?]", "\\\\$0");
    }
}
