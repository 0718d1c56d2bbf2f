package dev.mainspring.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A real OpenSSH server on loopback with keys of its own; lets the current user in. */
public final class TestSshd implements AutoCloseable {

    private static final Path SSHD = Path.of("/usr/sbin/sshd");

    private final Path folder;
    private final int port;
    private Process process;

    private TestSshd(Path folder, int port) {
        this.folder = folder;
        this.port = port;
        this.process = launch();
    }

    /** Makes keys in the folder and starts the server. */
    public static TestSshd start(Path folder) {
        try {
            Files.createDirectories(folder);
            if (ProcessHandle.current().info().user().orElse("").equals("root")) {
                Files.createDirectories(Path.of("/run/sshd"));
            }
            key(folder.resolve("host"));
            key(folder.resolve("user"));
            Files.copy(folder.resolve("user.pub"), folder.resolve("authorized"));
            return new TestSshd(folder, freePort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return port;
    }

    public String user() {
        return System.getProperty("user.name");
    }

    /** The private key that the server accepts, in OpenSSH's format. */
    public String privateKey() {
        try {
            return Files.readString(folder.resolve("user"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the server and its connections, and starts it again, as after a crash. */
    public void restart() {
        close();
        process = launch();
    }

    /** Ends every connection, as a lost network does; what runs on the host goes on. */
    public void dropConnections() {
        process.descendants()
                .filter(it -> it.info().command().orElse("").contains("sshd"))
                .forEach(ProcessHandle::destroyForcibly);
    }

    /** Ends the server and starts it again with another host key. */
    public void restartWithAnotherHostKey() {
        close();
        try {
            Files.delete(folder.resolve("host"));
            Files.delete(folder.resolve("host.pub"));
            key(folder.resolve("host"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        process = launch();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }

    private Process launch() {
        try {
            Path config = folder.resolve("sshd_config");
            // SHLVL keeps Debian's bash from reading the account's .bashrc, which may take a
            // second.
            Files.writeString(
                    config,
                    """
                    ListenAddress 127.0.0.1
                    Port %d
                    HostKey %s
                    AuthorizedKeysFile %s
                    PidFile none
                    StrictModes no
                    UsePAM no
                    PasswordAuthentication no
                    PermitRootLogin yes
                    SetEnv SHLVL=2
                    """
                            .formatted(port, folder.resolve("host"), folder.resolve("authorized")));
            Process started =
                    new ProcessBuilder(SSHD.toString(), "-D", "-e", "-f", config.toString())
                            .redirectErrorStream(true)
                            .redirectOutput(folder.resolve("log").toFile())
                            .start();
            awaitPort(started);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitPort(Process started) throws IOException {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(10));
        while (Instant.now().isBefore(deadline) && started.isAlive()) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
                return;
            } catch (IOException e) {
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
        }
        throw new IllegalStateException("sshd: " + Files.readString(folder.resolve("log")));
    }

    private static void key(Path file) throws IOException {
        Process keygen =
                new ProcessBuilder(
                                "ssh-keygen",
                                "-q",
                                "-t",
                                "ed25519",
                                "-N",
                                "",
                                "-f",
                                file.toString())
                        .inheritIO()
                        .start();
        if (keygen.onExit().orTimeout(10, TimeUnit.SECONDS).join().exitValue() != 0) {
            throw new IllegalStateException("ssh-keygen failed");
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
