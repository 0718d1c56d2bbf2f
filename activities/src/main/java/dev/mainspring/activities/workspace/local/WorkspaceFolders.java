package dev.mainspring.activities.workspace.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Where one workspace lives on this machine.
 *
 * @param base on disk, closed to others: {@code home} and {@code tmp}, which are the sandbox's
 * @param runs holds the folders of all workspaces' pipes, closed to others
 * @param run in memory where that can be had, so that a full disk does not keep commands from being
 *     run: ours to write, the sandbox's to read, holding the pipes between the two
 */
record WorkspaceFolders(Path base, Path runs, Path run) {

    Path home() {
        return base.resolve("home");
    }

    Path directory() {
        return home().resolve("workspace");
    }

    Path tmp() {
        return base.resolve("tmp");
    }

    Path jobs() {
        return run.resolve("jobs");
    }

    Path control() {
        return run.resolve("control");
    }

    Path done() {
        return run.resolve("done");
    }

    /** Names this life of the workspace; written anew before every start of a sandbox. */
    Path incarnation() {
        return run.resolve("incarnation");
    }

    /** The sandbox's outermost process. */
    Path process() {
        return run.resolve("process");
    }

    Path log() {
        return run.resolve("sandbox.log");
    }

    boolean exist() {
        return Files.isDirectory(directory());
    }

    void makeFiles(SandboxUser user) throws IOException {
        closed(base);
        for (Path mine : new Path[] {home(), directory(), tmp()}) {
            Files.createDirectories(mine);
            user.own(mine);
        }
        Files.setPosixFilePermissions(tmp(), PosixFilePermissions.fromString("rwxrwxrwx"));
    }

    void makeRun() throws IOException {
        closed(runs);
        Files.createDirectories(jobs());
        Files.setPosixFilePermissions(run, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(jobs(), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Makes a folder that nobody else may enter; refuses one that somebody else made. */
    private static void closed(Path folder) throws IOException {
        Files.createDirectories(folder);
        if (SandboxUser.ownerOf(folder) != SandboxUser.self()) {
            throw new IOException("the folder " + folder + " belongs to another user");
        }
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
}
