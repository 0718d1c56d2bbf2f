package dev.mainspring.ui.layout;

import com.vaadin.flow.component.html.Span;
import dev.mainspring.conversation.ChatStatus;
import dev.mainspring.ui.element.Dom;

/** A chat's status as a dot: at work, needs a person, failed. */
public final class StatusDot extends Span {

    public StatusDot(ChatStatus status) {
        addClassName("dot");
        addClassName(kind(status));
        getElement().setAttribute("role", "img");
        getElement().setAttribute("title", words(status));
        Dom.label(this, words(status));
    }

    private static String kind(ChatStatus status) {
        return switch (status) {
            case QUEUED, RUNNING, INTERRUPTING -> "running";
            case RETRYING, AWAITING_APPROVAL, AWAITING_ANSWER, PAUSED -> "needs-you";
            case ERROR -> "failed";
            case IDLE, ARCHIVED -> "resting";
        };
    }

    /** The status for people. */
    public static String words(ChatStatus status) {
        return switch (status) {
            case IDLE -> "Idle";
            case QUEUED -> "Starting";
            case RUNNING -> "Running";
            case RETRYING -> "Waiting to retry";
            case INTERRUPTING -> "Stopping";
            case AWAITING_APPROVAL, AWAITING_ANSWER -> "Needs you";
            case PAUSED -> "Paused";
            case ERROR -> "Error";
            case ARCHIVED -> "Archived";
        };
    }
}
