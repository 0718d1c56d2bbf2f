package dev.mainspring.activities.workspace.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** One command in a sandbox: its pipes, and when it began and ended. */
final class SandboxJob {

    private final String id = UUID.randomUUID().toString();
    private final Path command;
    private final Fifo in;
    private final Fifo out;
    private final Fifo err;
    private final CompletableFuture<Void> started = new CompletableFuture<>();
    private final CompletableFuture<Integer> ended = new CompletableFuture<>();

    SandboxJob(WorkspaceFolders folders, SandboxUser user, String script) throws IOException {
        command = folders.jobs().resolve(id + ".command");
        Files.write(command, script.getBytes(StandardCharsets.UTF_8));
        Files.setPosixFilePermissions(
                command, java.nio.file.attribute.PosixFilePermissions.fromString("r--------"));
        user.own(command);
        in = Fifo.make(folders.jobs().resolve(id + ".in"), user);
        out = Fifo.make(folders.jobs().resolve(id + ".out"), user);
        err = Fifo.make(folders.jobs().resolve(id + ".err"), user);
    }

    String id() {
        return id;
    }

    Fifo in() {
        return in;
    }

    Fifo out() {
        return out;
    }

    Fifo err() {
        return err;
    }

    /** Completes when the sandbox holds its ends of the pipes. */
    CompletableFuture<Void> started() {
        return started;
    }

    /** The exit code; fails with an {@link IOException} when the sandbox ends first. */
    CompletableFuture<Integer> ended() {
        return ended;
    }

    void lost(IOException cause) {
        started.completeExceptionally(cause);
        ended.completeExceptionally(cause);
    }

    /** Lets go of the pipes; what runs goes on, and is told by SIGPIPE if it writes to them. */
    void release() throws IOException {
        in.delete();
        out.delete();
        err.delete();
        Files.deleteIfExists(command);
    }
}
