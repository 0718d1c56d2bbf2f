package dev.mainspring.activities.workspace.local;

import dev.mainspring.activities.workspace.Connection;
import dev.mainspring.activities.workspace.ShellResult;
import dev.mainspring.activities.workspace.ShellScript;
import dev.mainspring.activities.workspace.Site;
import dev.mainspring.activities.workspace.SiteMemory;
import dev.mainspring.activities.workspace.ssh.SshTransport;
import dev.mainspring.conversation.UserId;
import dev.mainspring.conversation.WorkspaceId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A local provisioner in a folder of its own, with what ends its sandboxes. */
public final class LocalWorkspaces implements AutoCloseable {

    private final Path data;
    private final @Nullable Isolation isolation;
    private final SshTransport transport = new SshTransport();
    private LocalProvisioner provisioner;

    public LocalWorkspaces(Path data, @Nullable Isolation isolation) {
        this.data = data;
        this.isolation = isolation;
        this.provisioner = new LocalProvisioner(data, transport, isolation);
    }

    LocalProvisioner provisioner() {
        return provisioner;
    }

    Path folder(Site site) {
        return data.toAbsolutePath().resolve("workspaces").resolve(site.id().toString());
    }

    /** As after a kill -9 of the control plane: nothing is told to end. */
    void restart() throws IOException {
        provisioner.close();
        provisioner = new LocalProvisioner(data, transport, isolation);
    }

    public Connection create(Site site) {
        provisioner.create(site, line -> {});
        return provisioner.connect(site);
    }

    static ShellResult run(Connection shell, String script) {
        return shell.run(ShellScript.of(script, Duration.ofSeconds(20)));
    }

    public static Site site(String network) {
        return site(network, UserId.random());
    }

    static Site site(String network, UserId owner) {
        Map<String, String> facts = new ConcurrentHashMap<>();
        return new Site(
                WorkspaceId.random(),
                owner,
                "demo",
                Map.of("network", network),
                Map.of("TEMPLATE_VALUE", "it's set"),
                new SiteMemory() {
                    @Override
                    public Optional<String> get(String name) {
                        return Optional.ofNullable(facts.get(name));
                    }

                    @Override
                    public void put(String name, String value) {
                        facts.put(name, value);
                    }
                });
    }

    @Override
    public void close() throws IOException {
        provisioner.close();
        LocalProvisioner.endAll(data);
        transport.close();
    }
}
