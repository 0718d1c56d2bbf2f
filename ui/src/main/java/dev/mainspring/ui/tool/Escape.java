package dev.mainspring.ui.tool;

/** Makes text safe inside HTML. */
final class Escape {

    /** Colours and cursor moves of a terminal, which a page does not play. */
    private static final String TERMINAL_SEQUENCES = "\u001B\\[[0-9;?]*[ -/]*[@-~]";

    private Escape() {}

    static String html(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** Output of a command as a page shows it. */
    static String terminal(String text) {
        return text.indexOf('\u001B') < 0 ? text : text.replaceAll(TERMINAL_SEQUENCES, "");
    }
}
