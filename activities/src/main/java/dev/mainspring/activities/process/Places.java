package dev.mainspring.activities.process;

import dev.mainspring.activities.tools.ChatShells;
import dev.mainspring.activities.workspace.Shell;
import dev.mainspring.conversation.WorkspaceId;
import dev.mainspring.store.WorkspaceRow;
import dev.mainspring.store.Workspaces;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says where a command can be reached that went on in a workspace. */
@Component
class Places {

    private final Workspaces workspaces;
    private final ChatShells shells;

    Places(Workspaces workspaces, ChatShells shells) {
        this.workspaces = workspaces;
        this.shells = shells;
    }

    /** A workspace as a command's place. */
    sealed interface Place {

        /** Commands may run there. */
        record Ready(Shell shell) implements Place {}

        /** Nothing runs there. */
        record Over() implements Place {}

        /** Nobody can tell at this moment. */
        record Away(String why) implements Place {}
    }

    /**
     * @throws dev.mainspring.activities.workspace.ShellException if it cannot be reached
     */
    Place of(@Nullable WorkspaceId id) {
        Optional<WorkspaceRow> row = Optional.ofNullable(id).flatMap(workspaces::find);
        if (row.isEmpty()) {
            return new Place.Over();
        }
        return switch (row.get().state()) {
            case READY ->
                    shells.existing(row.get().id())
                            .<Place>map(Place.Ready::new)
                            .orElseGet(() -> new Place.Away("the workspace is about to change"));
            case STOPPED, DELETED -> new Place.Over();
            case PENDING, PROVISIONING, SETTING_UP, STOPPING, DELETING, ERROR ->
                    new Place.Away("the workspace is " + row.get().state().wire());
        };
    }
}
