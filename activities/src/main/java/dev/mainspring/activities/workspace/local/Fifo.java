package dev.mainspring.activities.workspace.local;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * A named pipe held open for reading and writing at once, so that opening never blocks and a
 * missing other side is never an end of file. Closing it from another thread ends a blocked read or
 * write.
 */
final class Fifo implements AutoCloseable {

    private static final MethodHandle MKFIFO =
            Linker.nativeLinker()
                    .downcallHandle(
                            Linker.nativeLinker().defaultLookup().findOrThrow("mkfifo"),
                            FunctionDescriptor.of(
                                    ValueLayout.JAVA_INT,
                                    ValueLayout.ADDRESS,
                                    ValueLayout.JAVA_INT));

    private final Path path;
    private final RandomAccessFile file;
    private final FileInputStream gauge;

    private Fifo(Path path) throws IOException {
        this.path = path;
        this.file = new RandomAccessFile(path.toFile(), "rw");
        this.gauge = new FileInputStream(file.getFD());
    }

    /** Makes a pipe that only its owner may use, and gives it to the sandbox's user. */
    static Fifo make(Path path, SandboxUser user) throws IOException {
        if (mkfifo(path) != 0) {
            throw new IOException("cannot make the named pipe " + path);
        }
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
        user.own(path);
        return new Fifo(path);
    }

    static Fifo open(Path path) throws IOException {
        return new Fifo(path);
    }

    /** Waits for bytes. */
    int read(ByteBuffer into) throws IOException {
        return file.getChannel().read(into);
    }

    /** Waits for room. */
    void write(ByteBuffer from) throws IOException {
        while (from.hasRemaining()) {
            file.getChannel().write(from);
        }
    }

    /** Waits until somebody has read all that is in the pipe, then closes it. */
    void closeWhenEmpty() throws IOException {
        while (file.getChannel().isOpen() && gauge.available() > 0) {
            LockSupport.parkNanos(Duration.ofNanos(100_000).toNanos());
        }
        close();
    }

    @Override
    public void close() throws IOException {
        file.getChannel().close();
    }

    void delete() throws IOException {
        close();
        Files.deleteIfExists(path);
    }

    private static int mkfifo(Path path) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocateFrom(path.toString());
            return (int) MKFIFO.invokeExact(name, 0600);
        } catch (Throwable e) {
            throw new IllegalStateException("mkfifo cannot be called", e);
        }
    }
}
