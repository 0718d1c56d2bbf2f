package dev.mainspring.activities.workspace.ssh;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.util.security.SecurityUtils;

/** Reads private keys as people have them. */
public final class PrivateKeys {

    private PrivateKeys() {}

    /**
     * Reads an unencrypted private key in OpenSSH's, PKCS#1 or PKCS#8 PEM form.
     *
     * @throws IllegalArgumentException if it is not one; the message never holds the key
     */
    public static KeyPair parse(String pem) {
        byte[] bytes = (pem.strip() + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            Iterable<KeyPair> pairs =
                    SecurityUtils.loadKeyPairIdentities(
                            null,
                            NamedResource.ofName("private key"),
                            new ByteArrayInputStream(bytes),
                            null);
            if (pairs != null && pairs.iterator().hasNext()) {
                return pairs.iterator().next();
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "the private key cannot be read: it must be unencrypted, in OpenSSH or PEM form",
                    e);
        }
        throw new IllegalArgumentException(
                "there is no private key: it must be in OpenSSH or PEM form");
    }
}
