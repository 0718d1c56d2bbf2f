package dev.mainspring.ui.tool;

import com.vaadin.flow.component.html.Span;
import dev.mainspring.conversation.AgentState;
import dev.mainspring.ui.element.Dom;

/** How a sub-agent stands, as a dot. */
public final class AgentDot extends Span {

    public AgentDot(AgentState state) {
        addClassNames("dot", kind(state));
        getElement().setAttribute("role", "img");
        getElement().setAttribute("title", words(state));
        Dom.label(this, words(state));
    }

    private static String kind(AgentState state) {
        return switch (state) {
            case RUNNING -> "running";
            case WAITING -> "needs-you";
            case FAILED -> "failed";
            case FINISHED -> "finished";
            case QUEUED, STOPPED, CLOSED -> "resting";
        };
    }

    /** The state for people. */
    public static String words(AgentState state) {
        return switch (state) {
            case QUEUED -> "Waiting for a place";
            case RUNNING -> "Running";
            case WAITING -> "Needs you";
            case FINISHED -> "Finished";
            case STOPPED -> "Stopped";
            case FAILED -> "Failed";
            case CLOSED -> "Closed";
        };
    }
}
