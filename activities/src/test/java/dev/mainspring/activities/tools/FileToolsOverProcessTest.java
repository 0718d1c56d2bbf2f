package dev.mainspring.activities.tools;

import dev.mainspring.activities.workspace.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class FileToolsOverProcessTest extends FileToolsContract {

    @TempDir Path folder;
    private ProcessShell shell;

    @BeforeEach
    void open() throws IOException {
        Path work = Files.createDirectories(folder.resolve("it's \"work\" é"));
        shell = new ProcessShell(work, Files.createDirectories(folder.resolve("home")), "sh");
    }

    @Override
    protected Shell shell() {
        return shell;
    }
}
