package dev.mainspring.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    private static final String PURPOSE = "provider/anthropic";
    private static final String TEXT = "sk-äöü-123";

    @TempDir Path temporary;

    @Test
    void whatIsEncryptedCanBeReadAfterARestart() throws IOException {
        String encrypted = open().encrypt(PURPOSE, TEXT);

        assertThat(encrypted).doesNotContain("sk-");
        assertThat(open().decrypt(PURPOSE, encrypted)).isEqualTo(TEXT);
    }

    @Test
    void theSameTextLooksDifferentEachTime() throws IOException {
        Secrets secrets = open();
        assertThat(secrets.encrypt(PURPOSE, TEXT)).isNotEqualTo(secrets.encrypt(PURPOSE, TEXT));
    }

    @Test
    void afterARotationOlderTextsCanStillBeReadAndAreKnownAsOutdated() throws IOException {
        Secrets secrets = open();
        String older = secrets.encrypt(PURPOSE, TEXT);

        assertThat(secrets.rotate()).isEqualTo(2);
        String newer = secrets.encrypt(PURPOSE, TEXT);

        assertThat(secrets.isOutdated(older)).isTrue();
        assertThat(secrets.isOutdated(newer)).isFalse();
        assertThat(open().decrypt(PURPOSE, older)).isEqualTo(TEXT);
        assertThat(open().decrypt(PURPOSE, newer)).isEqualTo(TEXT);
    }

    @Test
    void aTextOfAnotherPurposeOrAChangedOneIsRefused() throws IOException {
        Secrets secrets = open();
        String encrypted = secrets.encrypt(PURPOSE, TEXT);
        char last = encrypted.charAt(encrypted.length() - 3);
        String changed =
                encrypted.substring(0, encrypted.length() - 3)
                        + (last == 'A' ? 'B' : 'A')
                        + encrypted.substring(encrypted.length() - 2);

        for (String wrong : new String[] {changed, "v1:1:", "v1:9:AAAA", "plain", "v1:1:???"}) {
            assertThatThrownBy(() -> secrets.decrypt(PURPOSE, wrong))
                    .isInstanceOf(SecretUnreadableException.class);
        }
        assertThatThrownBy(() -> secrets.decrypt("ssh/host", encrypted))
                .isInstanceOf(SecretUnreadableException.class);
    }

    @Test
    void onlyItsOwnerCanReadAKey() throws IOException {
        open();
        assertThat(Files.getPosixFilePermissions(keys().resolve("secrets-1")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.getPosixFilePermissions(keys()))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    private Secrets open() throws IOException {
        return Secrets.open(keys());
    }

    private Path keys() {
        return temporary.resolve("keys");
    }
}
