package dev.mainspring.activities.workspace.local;

import java.util.Optional;

/** How well this machine can keep workspaces apart. */
public enum Isolation {
    /** Sandboxes, with the internet and without this machine's servers. */
    FULL,
    /** Sandboxes, but without a network: there is no {@code pasta} that works. */
    NO_INTERNET,
    /** No sandboxes: commands run as the control plane's user and see all that it sees. */
    NONE;

    /** What people must be told. */
    public Optional<String> warning() {
        return switch (this) {
            case FULL -> Optional.empty();
            case NO_INTERNET ->
                    Optional.of(
                            "Local workspaces have no network: install pasta (package passt) to give them the internet.");
            case NONE ->
                    Optional.of(
                            "Local workspaces are NOT isolated: install bubblewrap. Until then commands run as the control plane's own user, and only one user may have local workspaces.");
        };
    }
}
