package dev.mainspring.chat;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why a request was refused; the names are stable and part of the API. */
public enum ProblemCode {
    NOT_FOUND(404, "Not found"),
    INVALID_REQUEST(422, "The request is not valid"),
    UNKNOWN_MODEL(422, "Unknown model"),
    UNKNOWN_TEMPLATE(422, "Unknown template"),
    UNSUPPORTED_FILE(422, "Files of this kind are not taken"),
    IMAGE_TOO_LARGE(422, "The image has too many pixels"),
    MODEL_CANNOT_SEE(422, "The model sees no images"),
    ID_CONFLICT(409, "The id is taken by another request"),
    CHAT_ARCHIVED(409, "The chat is archived"),
    CHAT_BUSY(409, "The chat is at work"),
    NOTHING_TO_RETRY(409, "There is nothing to retry"),
    QUEUE_FULL(409, "Too many messages wait"),
    OTHER_BRANCH(409, "The chat is on another branch"),
    NOTHING_TO_COMPACT(409, "There is nothing to summarise"),
    NOT_QUEUED(409, "The message waits no longer"),
    ALREADY_ANSWERED(409, "Somebody has answered already"),
    WITHDRAWN(409, "The agent does not ask any more"),
    NOT_RUNNING(409, "The command does not run"),
    WORKSPACE_BUSY(409, "The workspace cannot do that now"),
    NAME_TAKEN(409, "The name is taken"),
    MCP_SERVER_IN_WORKSPACE(409, "The server runs in workspaces only"),
    PAYLOAD_TOO_LARGE(413, "The request is too large");

    private final int status;
    private final String title;

    ProblemCode(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
