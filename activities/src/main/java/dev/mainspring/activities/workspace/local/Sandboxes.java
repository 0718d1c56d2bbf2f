package dev.mainspring.activities.workspace.local;

import dev.mainspring.activities.workspace.ProvisionException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Starts sandboxes, and finds again those of before a restart. */
final class Sandboxes {

    private static final Duration START = Duration.ofSeconds(15);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final Path MEMORY = Path.of("/dev/shm");

    private final Path data;
    private final Path run;
    private @Nullable Isolation isolation;

    /**
     * @param data the control plane's folder; workspaces are in {@code workspaces} below it
     * @param isolation how to keep workspaces apart; null has it found out by trying
     */
    Sandboxes(Path data, @Nullable Isolation isolation) {
        this.data = data.toAbsolutePath();
        this.run = runFolder(this.data);
        this.isolation = isolation;
    }

    WorkspaceFolders folders(String workspace) {
        return new WorkspaceFolders(all().resolve(workspace), run, run.resolve(workspace));
    }

    /** Holds a folder for each workspace. */
    Path all() {
        return data.resolve("workspaces");
    }

    /**
     * Finds out, once, what works on this machine. Where bubblewrap is installed but gives no
     * sandbox nothing is run: a full disk or a limit reached must not open the door.
     *
     * @throws ProvisionException if there is no sandbox although there should be one
     */
    synchronized Isolation isolation() {
        if (isolation == null) {
            isolation = found();
        }
        return isolation;
    }

    private Isolation found() {
        if (!Programs.onPath("bwrap")) {
            return Isolation.NONE;
        }
        if (trial(Network.INTERNET).isEmpty()) {
            return Isolation.FULL;
        }
        Optional<String> problem = trial(Network.NONE);
        if (problem.isEmpty()) {
            return Isolation.NO_INTERNET;
        }
        throw new ProvisionException(
                "bubblewrap is installed but gives no sandbox, so nothing is run: " + problem.get(),
                true,
                null);
    }

    /** As whom commands run. */
    SandboxUser user() {
        SandboxUser current = SandboxUser.current();
        return isolation() == Isolation.NONE ? new SandboxUser(SandboxUser.self(), false) : current;
    }

    /** The sandbox that an earlier process of ours started, if it still runs and answers. */
    Optional<Sandbox> adopt(WorkspaceFolders folders) throws IOException {
        Optional<ProcessMark> mark = recorded(folders).filter(ProcessMark::alive);
        if (mark.isEmpty()) {
            return Optional.empty();
        }
        Sandbox found = new Sandbox(folders, user(), mark.get());
        if (!found.answers(ANSWER)) {
            found.kill();
            return Optional.empty();
        }
        try (Stream<Path> stale = Files.list(folders.jobs())) {
            for (Path file : stale.toList()) {
                Files.delete(file);
            }
        }
        return Optional.of(found);
    }

    /** Starts a new life: whatever was left of the last one ends, and a new marker is written. */
    Sandbox start(WorkspaceFolders folders, Network network) throws IOException {
        endLeftovers(folders);
        folders.makeRun();
        Files.writeString(folders.incarnation(), UUID.randomUUID() + "\n");
        Files.writeString(
                folders.run().resolve("passwd"),
                "root:x:0:0:root:/nonexistent:/bin/false\nagent:x:1000:1000:agent:%s:/bin/sh\nnobody:x:65534:65534:nobody:/nonexistent:/bin/false\n"
                        .formatted(SandboxLaunch.HOME));
        Files.writeString(
                folders.run().resolve("group"), "root:x:0:\nagent:x:1000:\nnogroup:x:65534:\n");
        Fifo.make(folders.control(), user()).close();
        Fifo.make(folders.done(), user()).close();
        Process process = launch(folders, network);
        ProcessMark mark =
                ProcessMark.of(process.pid()).orElseThrow(() -> failed(folders, process.pid()));
        Files.writeString(folders.process(), mark.toString());
        Sandbox sandbox = new Sandbox(folders, user(), mark);
        if (!sandbox.answers(START)) {
            sandbox.kill();
            throw failed(folders, process.pid());
        }
        return sandbox;
    }

    /** Ends what runs, as far as it can be found. */
    void endLeftovers(WorkspaceFolders folders) throws IOException {
        if (Files.exists(folders.control())) {
            try (Fifo control = Fifo.open(folders.control())) {
                control.write(java.nio.ByteBuffer.wrap("quit\n".getBytes(StandardCharsets.UTF_8)));
            }
        }
        recorded(folders).ifPresent(ProcessMark::kill);
        deleteTree(folders.run());
    }

    /** Ends all that runs of this data folder, also where the folder itself is gone. */
    void endAll() throws IOException {
        if (Files.isDirectory(run)) {
            try (Stream<Path> all = Files.list(run)) {
                for (Path one : all.toList()) {
                    endLeftovers(folders(one.getFileName().toString()));
                }
            }
            deleteTree(run);
        }
    }

    /** Deletes without following links; what is gone already is fine. */
    static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(
                root,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path folder, BasicFileAttributes attributes) throws IOException {
                        if (!Files.isWritable(folder) || !Files.isExecutable(folder)) {
                            Files.setPosixFilePermissions(
                                    folder, PosixFilePermissions.fromString("rwx------"));
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    /** Gone meanwhile, or a folder that even its owner may not read. */
                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException failure)
                            throws IOException {
                        if (failure instanceof NoSuchFileException) {
                            return FileVisitResult.CONTINUE;
                        }
                        if (!(failure instanceof AccessDeniedException)) {
                            return super.visitFileFailed(file, failure);
                        }
                        Files.setPosixFilePermissions(
                                file, PosixFilePermissions.fromString("rwx------"));
                        deleteTree(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.deleteIfExists(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(
                            Path folder, @Nullable IOException failure) throws IOException {
                        if (failure != null) {
                            throw failure;
                        }
                        Files.deleteIfExists(folder);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }

    private Process launch(WorkspaceFolders folders, Network network) throws IOException {
        boolean plain = isolation() == Isolation.NONE;
        String pipes = plain ? folders.run().toString() : SandboxLaunch.RUN;
        List<String> loop = List.of("/bin/sh", "-c", Sandbox.LOOP, "sandbox", pipes);
        List<String> command =
                plain
                        ? SandboxLaunch.unsandboxed(folders, loop)
                        : new SandboxLaunch(user(), data).command(folders, reach(network), loop);
        return process(command, folders);
    }

    private Network reach(Network wanted) {
        return wanted == Network.INTERNET && isolation() == Isolation.NO_INTERNET
                ? Network.NONE
                : wanted;
    }

    private static Process process(List<String> command, WorkspaceFolders folders)
            throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(folders.run().toFile())
                        .redirectInput(Path.of("/dev/null").toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(folders.log().toFile());
        builder.environment().keySet().removeIf(name -> !name.equals("PATH"));
        return builder.start();
    }

    /** What is wrong with a sandbox that only runs {@code true}; empty if nothing is. */
    private Optional<String> trial(Network network) {
        WorkspaceFolders trial = folders("trial-" + UUID.randomUUID());
        try {
            SandboxUser user = SandboxUser.current();
            trial.makeFiles(user);
            trial.makeRun();
            Files.writeString(trial.run().resolve("passwd"), "");
            Files.writeString(trial.run().resolve("group"), "");
            Process process =
                    process(
                            new SandboxLaunch(user, data).command(trial, network, List.of("true")),
                            trial);
            boolean ended = process.waitFor(START.toMillis(), TimeUnit.MILLISECONDS);
            process.destroyForcibly();
            if (!ended) {
                return Optional.of("it did not start within " + START.toSeconds() + " s");
            }
            return process.exitValue() == 0
                    ? Optional.empty()
                    : Optional.of(
                            "exit "
                                    + process.exitValue()
                                    + ", "
                                    + Files.readString(trial.log()).strip());
        } catch (IOException e) {
            return Optional.of(e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        } finally {
            forget(trial);
        }
    }

    private static void forget(WorkspaceFolders trial) {
        try {
            deleteTree(trial.base());
            deleteTree(trial.run());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Optional<ProcessMark> recorded(WorkspaceFolders folders) throws IOException {
        try {
            return ProcessMark.parse(Files.readString(folders.process()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static IOException failed(WorkspaceFolders folders, long pid) {
        String said;
        try (RandomAccessFile log = new RandomAccessFile(folders.log().toFile(), "r")) {
            byte[] bytes = new byte[(int) Math.min(log.length(), 2000)];
            log.readFully(bytes);
            said = new String(bytes, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            said = "its log cannot be read: " + e.getMessage();
        }
        return new IOException("the sandbox (process " + pid + ") did not start: " + said);
    }

    /** In memory, closed to others, one for each data folder. */
    private static Path runFolder(Path data) {
        if (!Files.isWritable(MEMORY)) {
            return data.resolve("run").resolve("workspaces");
        }
        int uid = SandboxUser.self();
        UUID name = UUID.nameUUIDFromBytes(data.toString().getBytes(StandardCharsets.UTF_8));
        return MEMORY.resolve("mainspring-" + uid + "-" + name);
    }
}
