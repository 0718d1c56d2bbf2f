package dev.mainspring.store;

import dev.mainspring.conversation.TemplateId;
import dev.mainspring.conversation.UserId;
import dev.mainspring.conversation.WorkspaceId;
import dev.mainspring.conversation.WorkspaceState;
import dev.mainspring.conversation.WorkspaceVerb;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A workspace as it is stored.
 *
 * @param error why the last build failed, for people; null unless the state is {@code ERROR}
 * @param parameters as chosen; the values of secret ones are sealed
 * @param memory what the provisioner keeps
 * @param wanted the build that waits
 * @param working the build at work, or one that died at work
 * @param build the number of the last build begun
 */
public record WorkspaceRow(
        WorkspaceId id,
        UserId ownerId,
        TemplateId templateId,
        String name,
        WorkspaceState state,
        @Nullable String error,
        Map<String, String> parameters,
        Map<String, String> memory,
        @Nullable WorkspaceVerb wanted,
        @Nullable WorkspaceVerb working,
        long build,
        Instant createdAt,
        Instant updatedAt,
        Instant lastUsedAt) {

    /** Names the fact which deleted workspace of the chat this one stands for: its id. */
    public static final String REPLACES = "replaces";

    /** Names the fact what was last known of its git repositories, as Markdown. */
    public static final String GIT = "git";

    public WorkspaceRow {
        parameters = Map.copyOf(parameters);
        memory = Map.copyOf(memory);
    }

    /** Whether a build is at work or waits. */
    public boolean moving() {
        return wanted != null || working != null;
    }

    /** Whether commands can run. */
    public boolean usable() {
        return state == WorkspaceState.READY && !moving();
    }
}
