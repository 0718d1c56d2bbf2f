package dev.mainspring.chat;

import dev.mainspring.conversation.ChatId;
import java.util.List;

/** A request that is refused, with a reason the caller can act on. Nothing was changed. */
public final class ProblemException extends RuntimeException {

    /** What is wrong with one field. */
    public record FieldError(String field, String message) {}

    private final ProblemCode code;
    private final List<FieldError> errors;

    public ProblemException(ProblemCode code, String detail, List<FieldError> errors) {
        super(detail);
        this.code = code;
        this.errors = List.copyOf(errors);
    }

    public ProblemException(ProblemCode code, String detail) {
        this(code, detail, List.of());
    }

    /** A field whose value breaks a rule. */
    public static ProblemException invalid(String field, String rule) {
        return new ProblemException(
                ProblemCode.INVALID_REQUEST,
                field + " " + rule,
                List.of(new FieldError(field, rule)));
    }

    /** Something that is not there, or not for this person to see. */
    public static ProblemException notFound(String what, Object id) {
        return new ProblemException(ProblemCode.NOT_FOUND, "no " + what + " " + id);
    }

    /** A chat that is archived, and so takes nothing new. */
    static ProblemException archived(ChatId chat) {
        return new ProblemException(
                ProblemCode.CHAT_ARCHIVED, "chat " + chat + " is archived; take it back first");
    }

    /** An id that belongs to another request. */
    static ProblemException conflict(String what, Object id) {
        return new ProblemException(
                ProblemCode.ID_CONFLICT, what + " id " + id + " is taken by another request");
    }

    public ProblemCode code() {
        return code;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    public List<FieldError> errors() {
        return errors;
    }
}
