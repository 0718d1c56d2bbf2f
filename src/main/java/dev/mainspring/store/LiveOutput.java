package dev.mainspring.store;

import dev.mainspring.conversation.ChatEvent;
import dev.mainspring.conversation.ToolCallId;

/** The newest output of a running tool. */
final class LiveOutput {

    /** UTF-16 code units kept for who connects in the middle; the rest is in the workspace. */
    private static final int KEPT_CHARS = 256 * 1024;

    private final StringBuilder tail = new StringBuilder();
    private int dropped;

    /** Appends output; a gap or an overlap, as after a re-attachment, begins anew. */
    void add(ChatEvent.ToolCallOutput output) {
        if (output.offset() != dropped + tail.length()) {
            tail.setLength(0);
            dropped = output.offset();
        }
        tail.append(output.text());
        int over = tail.length() - KEPT_CHARS;
        if (over > 0) {
            tail.delete(0, over);
            dropped += over;
        }
    }

    ChatEvent.ToolCallOutput soFar(ToolCallId call) {
        return new ChatEvent.ToolCallOutput(call, dropped, tail.toString());
    }
}
