package dev.mainspring.api;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.mainspring.chat.ProblemException;
import dev.mainspring.conversation.Part;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A part of a message that a person may send. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = PartBody.Text.class, name = "text"),
    @JsonSubTypes.Type(value = PartBody.Image.class, name = "image"),
    @JsonSubTypes.Type(value = PartBody.File.class, name = "file"),
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

    /** An uploaded image. */
    record Image(UUID fileId) implements PartBody {
        @Override
        public Part part(String field) {
            return new Part.Image(Fields.require(field + ".file_id", fileId), "", "", 0);
        }
    }

    /** An uploaded file; an image is kept as one. */
    record File(UUID fileId) implements PartBody {
        @Override
        public Part part(String field) {
            return new Part.File(Fields.require(field + ".file_id", fileId), "", "", 0);
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
