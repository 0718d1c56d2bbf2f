package dev.mainspring.activities.workspace.local;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * Who the sandboxes' processes are, seen from this machine.
 *
 * @param uid their user and group id
 * @param dropped whether we are root and they are not
 */
record SandboxUser(int uid, boolean dropped) {

    /** Below systemd's dynamic users (61184 on) and above what distributions give to people. */
    private static final int WHEN_ROOT = 60_900;

    static SandboxUser current() {
        return self() == 0 ? new SandboxUser(WHEN_ROOT, true) : new SandboxUser(self(), false);
    }

    /** The user id of this process. */
    static int self() {
        return (int) new UnixSystem().getUid();
    }

    /** Gives a file to the sandbox's user. */
    void own(Path path) throws IOException {
        if (dropped) {
            Files.setAttribute(path, "unix:gid", uid, LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
        }
    }

    static int ownerOf(Path path) {
        try {
            return (int) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
