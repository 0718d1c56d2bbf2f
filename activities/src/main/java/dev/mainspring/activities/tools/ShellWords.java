package dev.mainspring.activities.tools;

/** Puts values into sh scripts. */
public final class ShellWords {

    private ShellWords() {}

    /**
     * One sh word that stands for exactly this text, whatever it holds.
     *
     * @throws ToolRefusedException if it holds NUL, which no word, path or command can
     */
    public static String quote(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new ToolRefusedException(
                    "a path or command holds a NUL character: " + Summary.oneLine(text));
        }
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
