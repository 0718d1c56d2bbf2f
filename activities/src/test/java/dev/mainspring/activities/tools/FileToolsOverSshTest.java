package dev.mainspring.activities.tools;

import dev.mainspring.activities.workspace.Shell;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class FileToolsOverSshTest extends FileToolsContract {

    @TempDir static Path folder;
    private static SshWorkspaces workspaces;
    private Shell shell;

    @BeforeAll
    static void start() {
        workspaces = new SshWorkspaces(folder);
    }

    @AfterAll
    static void stop() {
        workspaces.close();
    }

    @BeforeEach
    void open() {
        shell = workspaces.next();
    }

    @Override
    protected Shell shell() {
        return shell;
    }
}
