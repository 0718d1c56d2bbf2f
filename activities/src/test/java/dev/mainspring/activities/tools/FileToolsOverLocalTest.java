package dev.mainspring.activities.tools;

import dev.mainspring.activities.workspace.Connection;
import dev.mainspring.activities.workspace.Shell;
import dev.mainspring.activities.workspace.local.LocalWorkspaces;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** In the sandbox of the local provisioner. */
class FileToolsOverLocalTest extends FileToolsContract {

    @TempDir static Path data;
    private static LocalWorkspaces workspaces;
    private Connection shell;

    @BeforeAll
    static void start() {
        workspaces = new LocalWorkspaces(data, null);
    }

    @AfterAll
    static void stop() throws IOException {
        workspaces.close();
    }

    @BeforeEach
    void open() {
        shell = workspaces.create(LocalWorkspaces.site("none"));
    }

    @AfterEach
    void disconnect() {
        shell.close();
    }

    @Override
    protected Shell shell() {
        return shell;
    }
}
