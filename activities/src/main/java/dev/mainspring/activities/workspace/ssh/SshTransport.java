package dev.mainspring.activities.workspace.ssh;

import java.time.Duration;
import java.util.List;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.core.CoreModuleProperties;

/** The one SSH client of this process; shells share its threads. */
public final class SshTransport implements AutoCloseable {

    /**
     * In Java a connection by it costs 4 s of a core (a profile of 32 workspaces). OpenSSH 9.9 and
     * later have ML-KEM beside it, as resistant; others agree on X25519.
     */
    private static final String SLOW_KEY_EXCHANGE = "sntrup761";

    private final SshClient client = SshClient.setUpDefaultClient();

    public SshTransport() {
        client.setServerKeyVerifier(HostKeyCheck.VERIFIER);
        client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
        client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        client.setAgentFactory(null);
        client.setKeyExchangeFactories(
                client.getKeyExchangeFactories().stream()
                        .filter(it -> !it.getName().startsWith(SLOW_KEY_EXCHANGE))
                        .toList());
        client.setUserAuthFactories(
                List.of(UserAuthPublicKeyFactory.INSTANCE, UserAuthPasswordFactory.INSTANCE));
        // Without it Nagle and delayed acknowledgements make a warm command 88 ms instead of 3.
        CoreModuleProperties.TCP_NODELAY.set(client, true);
        CoreModuleProperties.SOCKET_KEEPALIVE.set(client, true);
        CoreModuleProperties.IDLE_TIMEOUT.set(client, Duration.ZERO);
        // A dead peer is found after three silent intervals.
        CoreModuleProperties.HEARTBEAT_INTERVAL.set(client, Duration.ofSeconds(10));
        CoreModuleProperties.HEARTBEAT_NO_REPLY_MAX.set(client, 3);
        // The script's own limit ends a wait for a reader of its input.
        CoreModuleProperties.WAIT_FOR_SPACE_TIMEOUT.set(client, Duration.ofHours(5));
        client.start();
    }

    SshClient client() {
        return client;
    }

    /** Closes every session; what runs in workspaces goes on. */
    @Override
    public void close() {
        client.stop();
    }
}
