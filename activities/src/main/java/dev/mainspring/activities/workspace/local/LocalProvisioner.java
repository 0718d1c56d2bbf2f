package dev.mainspring.activities.workspace.local;

import dev.mainspring.activities.workspace.Connection;
import dev.mainspring.activities.workspace.ProvisionException;
import dev.mainspring.activities.workspace.Provisioner;
import dev.mainspring.activities.workspace.ShellException;
import dev.mainspring.activities.workspace.Site;
import dev.mainspring.activities.workspace.SiteMemory;
import dev.mainspring.activities.workspace.ssh.HostKeyPin;
import dev.mainspring.activities.workspace.ssh.ScriptDelivery;
import dev.mainspring.activities.workspace.ssh.SshEndpoint;
import dev.mainspring.activities.workspace.ssh.SshLogin;
import dev.mainspring.activities.workspace.ssh.SshShell;
import dev.mainspring.activities.workspace.ssh.SshTransport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Workspaces on this machine: a folder each, under the control plane's data, in a sandbox each,
 * reached over SSH on loopback. Sandboxes outlive this process and are found again by the next.
 */
public final class LocalProvisioner implements Provisioner, AutoCloseable {

    private static final String OWNER = "owner";

    private final Sandboxes sandboxes;
    private final SshTransport transport;
    private final LocalServer server;
    private final Map<String, Sandbox> running = new ConcurrentHashMap<>();
    private final Map<String, Network> networks = new ConcurrentHashMap<>();

    /**
     * @param data the control plane's folder
     * @param isolation null has it found out by trying, when the first workspace is made
     */
    public LocalProvisioner(Path data, SshTransport transport, @Nullable Isolation isolation) {
        this.sandboxes = new Sandboxes(data, isolation);
        this.transport = transport;
        try {
            this.server = new LocalServer(this::sandbox, this::check);
        } catch (IOException e) {
            throw new UncheckedIOException("no SSH server on loopback", e);
        }
    }

    @Override
    public String kind() {
        return "local";
    }

    /** How well workspaces are kept apart here; tries it out when first asked. */
    public Isolation isolation() {
        return sandboxes.isolation();
    }

    @Override
    public void create(Site site, Consumer<String> log) {
        WorkspaceFolders folders = folders(site);
        try {
            sandboxes.isolation().warning().ifPresent(log);
            refuseSecondOwner(site.owner().toString());
            folders.makeFiles(sandboxes.user());
            Files.writeString(folders.base().resolve(OWNER), site.owner().toString());
            launch(site, log);
        } catch (IOException e) {
            throw failed(site, "cannot be made", e);
        }
    }

    @Override
    public void start(Site site, Consumer<String> log) {
        WorkspaceFolders folders = folders(site);
        if (!Files.isDirectory(folders.home())) {
            throw new ProvisionException(site.title() + ": " + gone(folders), false, null);
        }
        try {
            folders.makeFiles(sandboxes.user());
            launch(site, log);
        } catch (IOException e) {
            throw failed(site, "cannot be started", e);
        }
    }

    @Override
    public void stop(Site site, Consumer<String> log) {
        String key = site.id().toString();
        server.expel(key);
        try {
            Sandbox known = running.remove(key);
            if (known != null) {
                known.kill();
            }
            sandboxes.endLeftovers(folders(site));
        } catch (IOException e) {
            throw failed(site, "cannot be stopped", e);
        }
    }

    @Override
    public void delete(Site site, Consumer<String> log) {
        stop(site, log);
        try {
            Sandboxes.deleteTree(folders(site).base());
        } catch (IOException e) {
            throw failed(site, "cannot be deleted", e);
        }
    }

    @Override
    public Connection connect(Site site) {
        String key = site.id().toString();
        WorkspaceFolders folders = folders(site);
        if (!folders.exist()) {
            throw new ShellException(site.title() + ": " + gone(folders), false, null);
        }
        networks.put(key, network(site));
        boolean plain = isPlain(site);
        return new SshShell(
                transport,
                new SshEndpoint(
                        site.title(),
                        "127.0.0.1",
                        server.port(),
                        key,
                        new SshLogin.Password(server.admit(key)),
                        new OwnKey(server.hostKey()),
                        directory(folders, plain),
                        plain
                                ? folders.incarnation().toString()
                                : SandboxLaunch.RUN + "/incarnation",
                        site.environment(),
                        ScriptDelivery.EXEC_REQUEST));
    }

    private boolean isPlain(Site site) {
        try {
            return isolation() == Isolation.NONE;
        } catch (ProvisionException e) {
            throw new ShellException(site.title() + ": " + e.getMessage(), true, e);
        }
    }

    /** The agent's folder as commands see it. */
    private static String directory(WorkspaceFolders folders, boolean plain) {
        return plain ? folders.directory().toString() : SandboxLaunch.DIRECTORY;
    }

    /** Lets go of the sandboxes, which go on. */
    @Override
    public void close() throws IOException {
        server.close();
        for (Sandbox sandbox : running.values()) {
            sandbox.detach();
        }
    }

    /** Ends every sandbox of a data folder that no control plane uses. */
    public static void endAll(Path data) throws IOException {
        new Sandboxes(data, null).endAll();
    }

    private void launch(Site site, Consumer<String> log) throws IOException {
        String key = site.id().toString();
        networks.put(key, network(site));
        sandbox(key);
        site.memory()
                .put(SiteMemory.DIRECTORY, directory(folders(site), isolation() == Isolation.NONE));
        log.accept("Sandbox running, network: " + network(site).name().toLowerCase(Locale.ROOT));
    }

    private Sandbox sandbox(String workspace) throws IOException {
        WorkspaceFolders folders = sandboxes.folders(workspace);
        try {
            return running.compute(
                    workspace,
                    (key, known) ->
                            known != null && known.alive() ? known : adoptOrStart(key, folders));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Sandbox adoptOrStart(String workspace, WorkspaceFolders folders) {
        try {
            check(workspace);
            refuseSecondOwner(Files.readString(sandboxes.folders(workspace).base().resolve(OWNER)));
            Optional<Sandbox> found = sandboxes.adopt(folders);
            Sandbox sandbox =
                    found.isPresent()
                            ? found.get()
                            : sandboxes.start(
                                    folders, networks.getOrDefault(workspace, Network.NONE));
            sandbox.over().thenRunAsync(() -> server.disconnect(workspace));
            return sandbox;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void check(String workspace) throws IOException {
        WorkspaceFolders folders = sandboxes.folders(workspace);
        if (!folders.exist()) {
            throw new IOException(gone(folders));
        }
    }

    private void refuseSecondOwner(String person) throws IOException {
        Path workspaces = sandboxes.all();
        if (isolation() != Isolation.NONE || !Files.isDirectory(workspaces)) {
            return;
        }
        try (Stream<Path> all = Files.list(workspaces)) {
            for (Path base : all.toList()) {
                Path owner = base.resolve(OWNER);
                if (Files.exists(owner) && !Files.readString(owner).equals(person)) {
                    throw new ProvisionException(
                            "without bubblewrap local workspaces are for one user only, and another has some. Install bubblewrap",
                            false,
                            null);
                }
            }
        }
    }

    private WorkspaceFolders folders(Site site) {
        return sandboxes.folders(site.id().toString());
    }

    private static Network network(Site site) {
        return Network.valueOf(
                site.settings().getOrDefault("network", "internet").toUpperCase(Locale.ROOT));
    }

    private static String gone(WorkspaceFolders folders) {
        return "its directory "
                + folders.directory()
                + " is gone: it was deleted."
                + " Delete the workspace, and its chats go on in a new one";
    }

    private static ProvisionException failed(Site site, String what, IOException cause) {
        boolean bare = cause instanceof FileSystemException failure && failure.getReason() == null;
        return new ProvisionException(
                "%s %s: %s".formatted(site.title(), what, bare ? cause : cause.getMessage()),
                true,
                cause);
    }

    private record OwnKey(String key) implements HostKeyPin {
        @Override
        public Optional<String> known() {
            return Optional.of(key);
        }

        @Override
        public void pin(String other) {
            throw new IllegalStateException("our own server's key is known");
        }
    }
}
