package dev.mainspring.activities.workspace.ssh;

import dev.mainspring.activities.workspace.Connection;
import dev.mainspring.activities.workspace.ProvisionException;
import dev.mainspring.activities.workspace.Provisioner;
import dev.mainspring.activities.workspace.ShellException;
import dev.mainspring.activities.workspace.ShellResult;
import dev.mainspring.activities.workspace.ShellScript;
import dev.mainspring.activities.workspace.Site;
import dev.mainspring.activities.workspace.SiteMemory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Workspaces on a host that is there already: a folder each. Settings: {@code host}, {@code port}
 * (22), {@code user}, {@code private_key} (a parameter of type secret) and {@code directory}
 * (relative to the home folder, or absolute; {@code mainspring/<id>}). The host's key is pinned at
 * first use. The host itself is never started or stopped, and a folder that was there before is
 * never deleted.
 */
public final class SshProvisioner implements Provisioner {

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final String HOST_KEY = "host_key";
    private static final String DIRECTORY = SiteMemory.DIRECTORY;
    private static final String LIFE = "life_folder";
    private static final String OURS = "made_directory";

    /**
     * Takes the folder wished for as {@code d}, the workspace's {@code id} and a new marker {@code
     * life}; prints whether the folder is new, the folder, and where the marker is.
     */
    private static final String CREATE =
            """
            set -e
            umask 077
            case $d in /*) ;; *) d=$HOME/$d ;; esac
            made=no
            [ -d "$d" ] || { mkdir -p "$d"; made=yes; }
            m=$HOME/.mainspring/workspaces/$id
            mkdir -p "$m"
            [ -s "$m/incarnation" ] || echo "$life" > "$m/incarnation"
            echo "$made"
            (cd "$d" && pwd -P)
            (cd "$m" && pwd -P)
            """;

    private final SshTransport transport;

    public SshProvisioner(SshTransport transport) {
        this.transport = transport;
    }

    @Override
    public String kind() {
        return "ssh";
    }

    @Override
    public void create(Site site, Consumer<String> log) {
        String wished = site.settings().getOrDefault(DIRECTORY, "mainspring/" + site.id());
        String script =
                "d=%s id=%s life=%s\n"
                                .formatted(
                                        ScriptFrame.quote(wished),
                                        site.id(),
                                        java.util.UUID.randomUUID())
                        + CREATE;
        List<String> facts = run(site, script).out().lines().toList();
        if (facts.size() != 3) {
            throw new ProvisionException(
                    site.title() + ": the host answered with something else than a folder",
                    false,
                    null);
        }
        SiteMemory memory = site.memory();
        if (memory.get(OURS).isEmpty()) {
            memory.put(OURS, facts.get(0));
        }
        memory.put(DIRECTORY, facts.get(1));
        memory.put(LIFE, facts.get(2));
        log.accept("Folder " + facts.get(1) + " on " + site.settings().get("host"));
    }

    /** Nothing was stopped; makes sure that the host answers and the folder is there. */
    @Override
    public void start(Site site, Consumer<String> log) {
        create(site, log);
    }

    @Override
    public boolean endsProcesses() {
        return false;
    }

    @Override
    public void stop(Site site, Consumer<String> log) {
        log.accept("The host goes on; what agents began there has ended");
    }

    @Override
    public void delete(Site site, Consumer<String> log) {
        Optional<String> directory = site.memory().get(DIRECTORY);
        Optional<String> life = site.memory().get(LIFE);
        if (directory.isEmpty() || life.isEmpty()) {
            return;
        }
        boolean ours = site.memory().get(OURS).orElse("").equals("yes");
        run(site, "rm -rf -- " + ScriptFrame.quote(life.get()));
        if (ours) {
            run(site, "rm -rf -- " + ScriptFrame.quote(directory.get()));
        }
        log.accept(
                ours
                        ? "Deleted " + directory.get()
                        : "Left %s, which was there before".formatted(directory.get()));
    }

    @Override
    public Connection connect(Site site) {
        SiteMemory memory = site.memory();
        String directory =
                memory.get(DIRECTORY)
                        .orElseThrow(() ->
                                new ShellException(site.title() + " was never made", false, null));
        return shell(
                site,
                directory,
                memory.get(LIFE).orElse(directory) + "/incarnation",
                site.environment());
    }

    private ShellResult run(Site site, String script) {
        try (Connection shell = shell(site, "/", "/dev/null", Map.of())) {
            ShellResult result = shell.run(ShellScript.of(script, LIMIT));
            if (!result.ok()) {
                throw new ProvisionException(
                        "%s: the host refused: %s".formatted(site.title(), result.err().strip()),
                        false,
                        null);
            }
            return result;
        } catch (ShellException e) {
            throw new ProvisionException(String.valueOf(e.getMessage()), e.retryable(), e);
        }
    }

    private SshShell shell(
            Site site, String directory, String marker, Map<String, String> environment) {
        return new SshShell(
                transport,
                new SshEndpoint(
                        site.title(),
                        setting(site, "host"),
                        port(site),
                        setting(site, "user"),
                        login(site),
                        new PinnedInMemory(site.memory()),
                        directory,
                        marker,
                        environment,
                        ScriptDelivery.STANDARD_INPUT));
    }

    private static SshLogin login(Site site) {
        try {
            return new SshLogin.Key(PrivateKeys.parse(setting(site, "private_key")));
        } catch (IllegalArgumentException e) {
            throw new ProvisionException(site.title() + ": " + e.getMessage(), false, e);
        }
    }

    private static int port(Site site) {
        String port = site.settings().getOrDefault("port", "22");
        if (!port.matches("\\d{1,5}") || Integer.parseInt(port) > 65_535) {
            throw new ProvisionException(
                    "%s: port '%s' must be a number from 1 to 65535".formatted(site.title(), port),
                    false,
                    null);
        }
        return Integer.parseInt(port);
    }

    private static String setting(Site site, String name) {
        String value = site.settings().getOrDefault(name, "");
        if (value.isBlank()) {
            throw new ProvisionException(
                    "%s: the template's setting '%s' must be given".formatted(site.title(), name),
                    false,
                    null);
        }
        return value;
    }

    private record PinnedInMemory(SiteMemory memory) implements HostKeyPin {
        @Override
        public Optional<String> known() {
            return memory.get(HOST_KEY);
        }

        @Override
        public void pin(String key) {
            memory.put(HOST_KEY, key);
        }
    }
}
