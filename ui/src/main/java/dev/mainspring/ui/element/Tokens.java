package dev.mainspring.ui.element;

import java.util.Locale;

/** Numbers of tokens for people. */
public final class Tokens {

    private static final long THOUSAND = 1_000;
    private static final long MILLION = 1_000_000;

    private Tokens() {}

    /** 850, 9.2k, 182k, 1.1M. */
    public static String words(long tokens) {
        if (tokens < THOUSAND) {
            return Long.toString(tokens);
        }
        if (tokens < MILLION) {
            return rounded(tokens / (double) THOUSAND) + "k";
        }
        return rounded(tokens / (double) MILLION) + "M";
    }

    private static String rounded(double number) {
        return number >= 10
                ? Long.toString(Math.round(number))
                : String.format(Locale.ROOT, "%.1f", number).replaceFirst("\\.0$", "");
    }
}
