package dev.mainspring.activities.model;

import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.Message;
import dev.mainspring.conversation.ModelRef;
import dev.mainspring.conversation.ReasoningEffort;
import dev.mainspring.conversation.ToolSpec;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One call of a model.
 *
 * @param chat for the provider's cache key and for logs
 * @param messages the context, oldest first; each tool call in it has exactly one result
 * @param files reads the images and files the messages name
 */
public record ModelRequest(
        ChatId chat,
        ModelRef model,
        String system,
        List<Message> messages,
        List<ToolSpec> tools,
        @Nullable ReasoningEffort effort,
        FileContents files) {

    /** Reads a file of the file store. */
    @FunctionalInterface
    public interface FileContents {
        byte[] read(UUID fileId);
    }

    public ModelRequest {
        messages = List.copyOf(messages);
        tools = List.copyOf(tools);
    }
}
