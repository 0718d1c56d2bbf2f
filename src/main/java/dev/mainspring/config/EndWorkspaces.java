package dev.mainspring.config;

import dev.mainspring.activities.workspace.local.LocalProvisioner;
import java.io.IOException;
import java.nio.file.Path;

/** Ends what runs in local workspaces: {@code ./mainspring down --workspaces}. */
final class EndWorkspaces {

    private EndWorkspaces() {}

    /** Takes the data folder, whose control plane must not run: else it would start them again. */
    public static void main(String[] args) throws IOException {
        try (DataFolder data = DataFolder.open(Path.of(args[0]))) {
            LocalProvisioner.endAll(data.path());
        }
    }
}
