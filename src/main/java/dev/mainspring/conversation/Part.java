package dev.mainspring.conversation;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A piece of a message. The names of types and fields are those of the API and of the database. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Part.Text.class, name = "text"),
    @JsonSubTypes.Type(value = Part.Reasoning.class, name = "reasoning"),
    @JsonSubTypes.Type(value = Part.ToolCall.class, name = "tool_call"),
    @JsonSubTypes.Type(value = Part.ToolResult.class, name = "tool_result"),
    @JsonSubTypes.Type(value = Part.Image.class, name = "image"),
    @JsonSubTypes.Type(value = Part.File.class, name = "file"),
    @JsonSubTypes.Type(value = Part.FileReference.class, name = "file_reference"),
    @JsonSubTypes.Type(value = Part.Source.class, name = "source"),
    @JsonSubTypes.Type(value = Part.Compaction.class, name = "compaction"),
    @JsonSubTypes.Type(value = Part.Notice.class, name = "notice")
})
public sealed interface Part {

    /** Plain text or Markdown. */
    record Text(String text, @Nullable ProviderData raw) implements Part {
        public Text(String text) {
            this(text, null);
        }
    }

    /**
     * What the model thought aloud.
     *
     * @param text empty where the provider gives only an encrypted form
     * @param durationMs how long it thought, in milliseconds
     * @param raw signature or encrypted item, returned to the provider byte for byte
     */
    record Reasoning(String text, @Nullable Long durationMs, @Nullable ProviderData raw)
            implements Part {

        /** How the text begins where the provider searched the web for the model. */
        public static final String SEARCHED = "Searched the web";
    }

    /**
     * The model's request to run a tool.
     *
     * @param id ours
     * @param providerId the provider's own id of the call
     * @param input the arguments; an object, or a text node holding what was no valid JSON
     * @param summary one line for people, such as {@code execute: mvn -q test}
     */
    record ToolCall(
            ToolCallId id,
            String providerId,
            String name,
            JsonNode input,
            @Nullable String summary,
            @Nullable ProviderData raw)
            implements Part {}

    /**
     * What the model is told a tool did.
     *
     * @param output JSON text, cut to what the model may see
     * @param truncated whether the full output is longer and kept apart
     */
    record ToolResult(
            ToolCallId toolCallId,
            String providerId,
            String name,
            String output,
            boolean isError,
            boolean truncated)
            implements Part {}

    /**
     * An image kept in the file store.
     *
     * @param bytes its size
     */
    record Image(UUID fileId, String name, String mediaType, long bytes) implements Part {}

    /**
     * A file kept in the file store.
     *
     * @param bytes its size
     */
    record File(UUID fileId, String name, String mediaType, long bytes) implements Part {}

    /**
     * A place in a file of the workspace.
     *
     * @param startLine first line, from 1
     * @param endLine last line, inclusive
     */
    record FileReference(String path, int startLine, int endLine, String excerpt) implements Part {}

    /** A citation. */
    record Source(String url, String title) implements Part {}

    /**
     * Stands for what was said before: the model's context starts at the newest one.
     *
     * @param fromPosition the first message that the model still reads as it is
     * @param tokensBefore of the context that was summarised, about
     * @param tokensAfter of the context that is left, about
     */
    record Compaction(
            String summary,
            int fromPosition,
            @Nullable Long tokensBefore,
            @Nullable Long tokensAfter)
            implements Part {
        public Compaction(String summary, int fromPosition) {
            this(summary, fromPosition, null, null);
        }
    }

    /** Something the product itself tells the person. */
    record Notice(String code, String text) implements Part {

        /** The code of a notice about what earlier work has left in the workspace. */
        public static final String WORKSPACE_REMAINS = "workspace_remains";

        /** Whether the model is told, too; it sees no other notice. */
        public boolean forModel() {
            return code.equals(WORKSPACE_REMAINS);
        }
    }
}
