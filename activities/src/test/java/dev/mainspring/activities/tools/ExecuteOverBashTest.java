package dev.mainspring.activities.tools;

import dev.mainspring.activities.workspace.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Where {@code sh} is bash, and where there is no {@code setsid}. */
class ExecuteOverBashTest extends ExecuteContract {

    @TempDir Path folder;
    private ProcessShell shell;

    @BeforeEach
    void open() throws IOException {
        Path work = Files.createDirectories(folder.resolve("work"));
        Path home = Files.createDirectories(folder.resolve("home"));
        shell = new ProcessShell(work, home, "bash --posix");
    }

    @Override
    protected Shell shell() {
        return shell;
    }
}
