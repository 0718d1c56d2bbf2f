package dev.mainspring.activities.tools;

import dev.mainspring.activities.workspace.Shell;

/** Names places in a workspace. */
final class Paths {

    private Paths() {}

    /**
     * Absolute, so that nothing takes a leading dash for an option. Symbolic links and {@code ..}
     * are left to the workspace.
     */
    static String absolute(Shell shell, String path) {
        if (path.startsWith("/")) {
            return path;
        }
        String directory = shell.directory();
        if (path.isEmpty() || path.equals(".")) {
            return directory;
        }
        String relative = path.startsWith("./") ? path.substring(2) : path;
        return directory.endsWith("/") ? directory + relative : directory + "/" + relative;
    }
}
