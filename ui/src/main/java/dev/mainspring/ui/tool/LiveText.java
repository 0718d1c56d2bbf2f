package dev.mainspring.ui.tool;

/** The newest output of a running command. */
final class LiveText {

    /** UTF-16 code units kept; the rest is in the workspace until the command ends. */
    private static final int KEPT_CHARS = 100_000;

    private final StringBuilder tail = new StringBuilder();
    private int dropped;

    /**
     * Adds output.
     *
     * @return whether it continues what is there; else it begins anew, as after a re-attachment
     */
    boolean add(int offset, String text) {
        boolean continues = offset == dropped + tail.length();
        if (!continues) {
            tail.setLength(0);
            dropped = offset;
        }
        tail.append(text);
        int over = tail.length() - KEPT_CHARS;
        if (over > 0) {
            tail.delete(0, over);
            dropped += over;
        }
        return continues;
    }

    @Override
    public String toString() {
        return tail.toString();
    }
}
