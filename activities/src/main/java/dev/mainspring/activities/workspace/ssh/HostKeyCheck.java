package dev.mainspring.activities.workspace.ssh;

import java.net.SocketAddress;
import java.security.PublicKey;
import java.util.Optional;
import org.apache.sshd.client.keyverifier.ServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.jspecify.annotations.Nullable;

/** Holds one connection's host key against the pinned one. */
final class HostKeyCheck {

    static final AttributeKey<HostKeyCheck> ATTRIBUTE = new AttributeKey<>();

    /** Asks the check that travels with the connection. */
    static final ServerKeyVerifier VERIFIER = HostKeyCheck::verify;

    private final SshEndpoint endpoint;
    private volatile @Nullable String refusal;
    private volatile @Nullable String seen;

    HostKeyCheck(SshEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** Why the key was refused, in words for a person. */
    Optional<String> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** Pins the key of a first use; called once the login has been accepted. */
    void pinIfFirst() {
        String key = seen;
        if (key != null && endpoint.hostKey().known().isEmpty()) {
            endpoint.hostKey().pin(key);
        }
    }

    private static boolean verify(ClientSession session, SocketAddress address, PublicKey key) {
        HostKeyCheck check = session.getConnectionContext().getAttribute(ATTRIBUTE);
        return check != null && check.accepts(key);
    }

    private boolean accepts(PublicKey key) {
        String shown = PublicKeyEntry.toString(key);
        Optional<String> known = endpoint.hostKey().known();
        if (known.isEmpty() || known.get().equals(shown)) {
            seen = shown;
            return true;
        }
        refusal =
                "the host key of %s has changed: it shows %s, but %s was pinned at first use. Somebody may be in between; if the host was reinstalled, make the workspace anew"
                        .formatted(
                                endpoint.address(),
                                KeyUtils.getFingerPrint(key),
                                fingerprint(known.get()));
        return false;
    }

    private static String fingerprint(String line) {
        try {
            return KeyUtils.getFingerPrint(
                    PublicKeyEntry.parsePublicKeyEntry(line).resolvePublicKey(null, null, null));
        } catch (java.io.IOException | java.security.GeneralSecurityException e) {
            return "an unreadable key (" + e.getMessage() + ")";
        }
    }
}
