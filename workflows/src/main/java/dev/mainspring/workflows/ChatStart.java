package dev.mainspring.workflows;

import dev.mainspring.conversation.ChatId;

/** What a chat's workflow is started with. Everything else it reads from rows. */
public record ChatStart(ChatId chat) {}
