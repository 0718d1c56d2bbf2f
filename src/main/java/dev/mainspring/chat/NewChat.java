package dev.mainspring.chat;

import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.ModelRef;
import dev.mainspring.conversation.ReasoningEffort;
import dev.mainspring.conversation.TemplateId;
import dev.mainspring.conversation.WorkspaceId;
import dev.mainspring.store.ChatOptions;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A chat to be made.
 *
 * @param id the caller's choice, which makes the request idempotent
 * @param systemPrompt added to what the product says
 * @param options how its agent works
 */
public record NewChat(
        @Nullable ChatId id,
        NewMessage message,
        @Nullable ModelRef model,
        @Nullable ReasoningEffort reasoningEffort,
        @Nullable String systemPrompt,
        @Nullable TemplateId templateId,
        @Nullable WorkspaceId workspaceId,
        Map<String, String> labels,
        ChatOptions options) {

    /** A chat whose agent works as by default. */
    public NewChat(
            @Nullable ChatId id,
            NewMessage message,
            @Nullable ModelRef model,
            @Nullable ReasoningEffort reasoningEffort,
            @Nullable String systemPrompt,
            @Nullable TemplateId templateId,
            @Nullable WorkspaceId workspaceId,
            Map<String, String> labels) {
        this(
                id,
                message,
                model,
                reasoningEffort,
                systemPrompt,
                templateId,
                workspaceId,
                labels,
                ChatOptions.DEFAULT);
    }

    /** A chat that begins with a text, everything else by default. */
    public static NewChat of(String text) {
        return new NewChat(
                null,
                NewMessage.of(text),
                null,
                null,
                null,
                null,
                null,
                Map.of(),
                ChatOptions.DEFAULT);
    }
}
