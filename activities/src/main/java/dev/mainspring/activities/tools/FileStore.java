package dev.mainspring.activities.tools;

import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.UserId;
import java.util.UUID;

/** Keeps files of chats, for download and for models that see. */
@FunctionalInterface
public interface FileStore {

    /**
     * Saves a file. Saving the same id again changes nothing, so an attempt may be repeated.
     *
     * @param id chosen by the caller; names the file in parts and in the API
     */
    void save(UUID id, ChatId chat, UserId owner, String name, String mediaType, byte[] bytes);
}
