package dev.mainspring.activities.workspace.local;

import static dev.mainspring.activities.workspace.local.LocalWorkspaces.run;
import static dev.mainspring.activities.workspace.local.LocalWorkspaces.site;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.mainspring.activities.workspace.Connection;
import dev.mainspring.activities.workspace.Site;
import dev.mainspring.config.DatabaseTarget;
import dev.mainspring.testing.TestServers;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a hostile command tries from inside a sandbox, against real servers and files. */
class HostileCommandTest {

    private static final String SECRET = "the-control-planes-secret";

    @TempDir static Path folder;
    private static Path data;
    private static LocalWorkspaces workspaces;
    private static Connection shell;
    private static Site victim;
    private static Connection victimShell;
    private static HttpServer api;
    private static final AtomicInteger requests = new AtomicInteger();

    @BeforeAll
    static void start() throws IOException {
        data = Files.createDirectories(folder.resolve("data"));
        Files.writeString(data.resolve("secret"), SECRET);
        workspaces = new LocalWorkspaces(data, null);
        shell = workspaces.create(site("internet"));
        victim = site("internet");
        victimShell = workspaces.create(victim);
        run(victimShell, "echo " + SECRET + " > private");
        api = HttpServer.create(new InetSocketAddress("0.0.0.0", 0), 10);
        api.createContext(
                "/",
                exchange -> {
                    requests.incrementAndGet();
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        api.start();
    }

    @AfterAll
    static void stop() throws IOException {
        api.stop(0);
        workspaces.close();
    }

    @Test
    void theEnvironmentOfTheControlPlaneIsNowhere() {
        String seen = run(shell, "env; cat /proc/[0-9]*/environ | tr '\\0' '\\n'").out();

        for (Map.Entry<String, String> own : System.getenv().entrySet()) {
            if (!own.getKey().matches("PATH|HOME|LANG|USER|LOGNAME|SHELL|PWD|OLDPWD|_|SHLVL")) {
                assertThat(seen).doesNotContain(own.getKey() + "=");
            }
        }
    }

    @Test
    void processesOutsideAreNotSeen() {
        String seen = run(shell, "cat /proc/[0-9]*/cmdline | tr '\\0' ' '; ls /proc").out();

        assertThat(seen).doesNotContain("java").doesNotContain("postgres");
        assertThat(seen.lines().filter(line -> line.matches("\\d+")).count()).isLessThan(15);
    }

    @Test
    void processesOutsideAreNotKilled() {
        long jvm = ProcessHandle.current().pid();

        assertThat(run(shell, "kill -9 " + jvm).ok()).isFalse();
        assertThat(ProcessHandle.current().isAlive()).isTrue();
    }

    @Test
    void theControlPlanesFilesAreNotThere() {
        String path = data.toAbsolutePath().toString();

        assertThat(run(shell, "cat '" + path + "/secret'").ok()).isFalse();
        assertThat(run(shell, "ls '" + path + "'").ok()).isFalse();
        assertThat(run(shell, "ls /root /home /mnt /srv /dev/shm /var/lib").out())
                .doesNotContain("mainspring")
                .contains("agent");
        assertThat(run(shell, "find / -name secret -type f 2>/dev/null | head").out())
                .doesNotContain(path);
    }

    @Test
    void aSymbolicLinkDoesNotLeadOutside() {
        String path = data.toAbsolutePath().toString();

        assertThat(run(shell, "ln -sf '" + path + "/secret' link; cat link").out())
                .doesNotContain(SECRET);
        assertThat(run(shell, "ln -sf /proc/1/root/etc/shadow shadow; cat shadow").ok()).isFalse();
        assertThat(run(shell, "cat /etc/shadow").ok()).isFalse();
    }

    @Test
    void otherWorkspacesAreNotThere() {
        String theirs = workspaces.folder(victim).toString();

        assertThat(run(shell, "cat '" + theirs + "/home/workspace/private'").ok()).isFalse();
        assertThat(run(shell, "grep -r planes-secre[t] /home /tmp /run /mnt 2>/dev/null").out())
                .isEmpty();
        assertThat(run(victimShell, "cat private").out()).contains(SECRET);
    }

    @Test
    void theSystemIsReadOnly() {
        assertThat(run(shell, "touch /usr/x || touch /etc/x || touch /bin/x").ok()).isFalse();
        assertThat(run(shell, "mount -o remount,rw /usr || mount -t tmpfs t /usr").ok()).isFalse();
        assertThat(run(shell, "rm -rf /run/mainspring/control; echo x > /run/mainspring/x").ok())
                .isFalse();
        assertThat(run(shell, "true").ok()).isTrue();
    }

    @Test
    void setuidProgramsGiveNoRights() {
        assertThat(run(shell, "grep NoNewPrivs /proc/self/status").out()).contains("1");
        assertThat(run(shell, "grep CapEff /proc/self/status").out()).contains("0000000000000000");
        assertThat(run(shell, "su -c id 2>&1; sudo -n id 2>&1; id -u").out())
                .doesNotContain("uid=0")
                .contains("1000");
    }

    @Test
    void thePipesOfTheControlPlaneCannotBeBentElsewhere() throws IOException {
        String attack =
                """
                for j in /run/mainspring/jobs/*; do rm -f "$j"; ln -s /etc/shadow "$j"; done
                mv /run/mainspring/jobs /run/mainspring/old
                ln -sf /etc/passwd /run/mainspring/done
                """;

        assertThat(run(shell, attack).ok()).isFalse();
        assertThat(run(shell, "echo still here").out()).isEqualTo("still here\n");
    }

    @Test
    void serversOnTheHostsLoopbackAreOutOfReach() {
        DatabaseTarget database = TestServers.freshDatabase();
        int postgres = URI.create(database.url().substring("jdbc:".length())).getPort();
        String temporal = TestServers.temporal().address();
        int temporalPort = Integer.parseInt(temporal.substring(temporal.lastIndexOf(':') + 1));

        for (int port : new int[] {postgres, temporalPort, api.getAddress().getPort()}) {
            for (String host : new String[] {"127.0.0.1", "localhost", "::1", "0.0.0.0"}) {
                assertThat(reach(host, port)).as("%s %d", host, port).isFalse();
            }
        }
        assertThat(requests).hasValue(0);
    }

    @Test
    void theHostsOwnAddressesAreOutOfReach() {
        String addresses = "ip -4 -o addr 2>/dev/null | awk '{print $4}' | cut -d/ -f1";
        String gateways = "ip route 2>/dev/null | awk '/default/ {print $3}'";
        for (String host : run(shell, addresses + "; " + gateways).out().split("\\s+")) {
            if (!host.isBlank()) {
                assertThat(reach(host, api.getAddress().getPort())).as(host).isFalse();
            }
        }
        assertThat(requests).hasValue(0);
    }

    @Test
    void aSandboxWithoutANetworkHasOnlyItsOwnLoopback() {
        try (Connection alone = workspaces.create(site("none"))) {
            assertThat(run(alone, "cat /proc/net/dev").out()).doesNotContain("eth");
            assertThat(run(alone, "cat /proc/net/route | wc -l").out().strip()).isEqualTo("1");
        }
    }

    @Test
    void onlyATemplateThatSaysHostReachesLoopback() {
        int before = requests.get();
        try (Connection open = workspaces.create(site("host"))) {
            String connect =
                    "timeout 3 bash -c 'exec 3<>/dev/tcp/127.0.0.1/%d; printf \"GET / HTTP/1.0\\r\\n\\r\\n\" >&3; cat <&3'";

            assertThat(run(open, connect.formatted(api.getAddress().getPort())).ok()).isTrue();
        }
        assertThat(requests.getAndSet(before)).isEqualTo(before + 1);
    }

    @Test
    void unixSocketsOfTheHostAreNotThere() {
        assertThat(run(shell, "find / -type s 2>/dev/null").out()).isEmpty();
        assertThat(run(shell, "cat /proc/net/unix | grep -c '@' || true").out().strip())
                .isEqualTo("0");
    }

    /** Whether a TCP connection from inside succeeds; bash's own, since curl may be missing. */
    private static boolean reach(String host, int port) {
        return run(shell, "timeout 3 bash -c 'exec 3<>/dev/tcp/%s/%d'".formatted(host, port)).ok();
    }
}
