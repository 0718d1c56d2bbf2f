package dev.mainspring.activities.workspace.ssh;

import java.util.Optional;

/** Remembers the one host key that a workspace's host may show. */
public interface HostKeyPin {

    /** The key in the one-line form of OpenSSH's public key files; empty before the first use. */
    Optional<String> known();

    /** Remembers the key seen at first use. */
    void pin(String key);
}
