package dev.mainspring.api;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.mainspring.chat.ProblemException;
import dev.mainspring.conversation.Part;
import org.jspecify.annotations.Nullable;

/** A part of a message that a person may send. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = PartBody.Text.class, name = "text"),
    @JsonSubTypes.Type(value = PartBody.FileReference.class, name = "file_reference")
})
sealed interface PartBody {

    /**
     * The part as the conversation keeps it.
     *
     * @param field where it stands in the request, for what is missing
     */
    Part part(String field);

    /** Plain text or Markdown. */
    record Text(String text) implements PartBody {
        @Override
        public Part part(String field) {
            return new Part.Text(Fields.require(field + ".text", text));
        }
    }

    /** A place in a file of the workspace; lines from 1, the last one inclusive. */
    record FileReference(String path, Integer startLine, Integer endLine, @Nullable String excerpt)
            implements PartBody {
        @Override
        public Part part(String field) {
            int start = Fields.require(field + ".start_line", startLine);
            int end = Fields.require(field + ".end_line", endLine);
            if (start < 1) {
                throw ProblemException.invalid(
                        field + ".start_line", "is " + start + ", must be at least 1");
            }
            if (end < start) {
                throw ProblemException.invalid(
                        field + ".end_line", "is " + end + ", must be at least " + start);
            }
            return new Part.FileReference(
                    Fields.require(field + ".path", path),
                    start,
                    end,
                    excerpt == null ? "" : excerpt);
        }
    }
}
