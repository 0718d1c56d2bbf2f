package dev.mainspring.activities.workspace.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The command line that starts a sandbox. */
final class SandboxLaunch {

    static final String HOME = "/home/agent";
    static final String DIRECTORY = HOME + "/workspace";
    static final String RUN = "/run/mainspring";

    private static final String PATH =
            "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /** Of the system, read-only. No /home, /root, /run, /srv, /mnt, /sys, and of /var nothing. */
    private static final List<String> SYSTEM =
            List.of("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/etc", "/opt");

    /**
     * As root: hides what follows in mounts of its own, since an ordinary user may not pass the
     * folders above a workspace, gives it a /dev/net/tun it may open, and becomes that user.
     * Arguments: uid, base, run, then the command.
     */
    private static final String AS_ROOT =
            """
            set -e
            uid=$1 base=$2 run=$3; shift 3
            mount -t tmpfs -o mode=0755,size=1m mainspring /mnt
            mkdir /mnt/home /mnt/tmp /mnt/run
            mount --bind "$base/home" /mnt/home
            mount --bind "$base/tmp" /mnt/tmp
            mount --bind "$run" /mnt/run
            if [ -e /dev/net/tun ]; then
              mount -t tmpfs -o mode=0755,size=1m mainspring /dev/net
              mknod -m 0666 /dev/net/tun c 10 200
            fi
            exec setpriv --reuid "$uid" --regid "$uid" --clear-groups "$@"
            """;

    private final SandboxUser user;
    private final Path data;

    /**
     * @param data the control plane's folder, hidden even where the system folders contain it
     */
    SandboxLaunch(SandboxUser user, Path data) {
        this.user = user;
        this.data = data.toAbsolutePath();
    }

    /** The whole command: its own session, an empty environment, the network, the sandbox. */
    List<String> command(WorkspaceFolders folders, Network network, List<String> inside)
            throws IOException {
        List<String> line = new ArrayList<>(List.of("setsid"));
        if (user.dropped()) {
            line.addAll(
                    List.of(
                            "unshare",
                            "--mount",
                            "--propagation",
                            "private",
                            "sh",
                            "-c",
                            AS_ROOT,
                            "sh",
                            Integer.toString(user.uid()),
                            folders.base().toString(),
                            folders.run().toString()));
        }
        line.addAll(List.of("env", "-i"));
        line.addAll(CleanSignals.options());
        line.add("PATH=" + PATH);
        if (network == Network.INTERNET) {
            // Nothing of this machine: no gateway address for it, no port forwarded either way.
            line.addAll(
                    List.of(
                            "pasta",
                            "--config-net",
                            "--no-map-gw",
                            "-t",
                            "none",
                            "-u",
                            "none",
                            "-T",
                            "none",
                            "-U",
                            "none",
                            "--"));
        }
        line.addAll(bubblewrap(folders, network));
        line.addAll(inside);
        return line;
    }

    /** Without a sandbox: the control plane's own user, in the workspace's folder. */
    static List<String> unsandboxed(WorkspaceFolders folders, List<String> inside) {
        List<String> line = new ArrayList<>(List.of("setsid", "env", "-i"));
        line.addAll(CleanSignals.options());
        environment(folders.home().toString())
                .forEach((name, value) -> line.add(name + "=" + value));
        line.addAll(inside);
        return line;
    }

    private List<String> bubblewrap(WorkspaceFolders folders, Network network) throws IOException {
        Path base = user.dropped() ? Path.of("/mnt") : folders.base();
        Path run = user.dropped() ? Path.of("/mnt/run") : folders.run();
        Arguments args = new Arguments();
        args.add("bwrap", "--unshare-user", "--uid", "1000", "--gid", "1000");
        args.add("--unshare-pid", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try");
        args.add("--hostname", "workspace", "--new-session");
        if (network == Network.NONE) {
            args.add("--unshare-net");
        }
        for (String folder : SYSTEM) {
            system(args, Path.of(folder));
        }
        args.add("--proc", "/proc", "--dev", "/dev");
        args.add("--tmpfs", "/var/tmp", "--dir", "/var/lib", "--dir", "/run");
        resolver(args);
        for (String folder : SYSTEM) {
            if (data.startsWith(folder)) {
                args.add("--tmpfs", data.toString());
            }
        }
        args.add("--bind", base.resolve("home").toString(), HOME);
        args.add("--bind", base.resolve("tmp").toString(), "/tmp");
        args.add("--ro-bind", run.toString(), RUN);
        args.add("--ro-bind", run.resolve("passwd").toString(), "/etc/passwd");
        args.add("--ro-bind", run.resolve("group").toString(), "/etc/group");
        environment(HOME).forEach((name, value) -> args.add("--setenv", name, value));
        args.add("--chdir", DIRECTORY, "--");
        return args.words;
    }

    private static void system(Arguments args, Path folder) throws IOException {
        if (Files.isSymbolicLink(folder)) {
            args.add("--symlink", Files.readSymbolicLink(folder).toString(), folder.toString());
        } else if (Files.isDirectory(folder)) {
            args.add("--ro-bind", folder.toString(), folder.toString());
        }
    }

    /** Makes a resolv.conf that is a link out of /etc whole again, with servers in reach. */
    private static void resolver(Arguments args) throws IOException {
        Path link = Path.of("/etc/resolv.conf");
        if (!Files.isSymbolicLink(link) || !Files.exists(link)) {
            return;
        }
        Path target = link.toRealPath();
        // systemd-resolved's stub is on this machine's loopback, which a sandbox does not reach.
        Path servers = Path.of("/run/systemd/resolve/resolv.conf");
        args.add(
                "--ro-bind",
                (Files.exists(servers) ? servers : target).toString(),
                target.toString());
    }

    private static Map<String, String> environment(String home) {
        return Map.of(
                "PATH",
                home + "/.local/bin:" + PATH,
                "HOME",
                home,
                "USER",
                "agent",
                "LOGNAME",
                "agent",
                "SHELL",
                "/bin/sh",
                "LANG",
                "C.UTF-8");
    }

    private static final class Arguments {
        final List<String> words = new ArrayList<>();

        void add(String... more) {
            words.addAll(Arrays.asList(more));
        }
    }
}
