package dev.mainspring.activities.workspace.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.ServerBuilder;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;

/**
 * The SSH server in this process, on loopback: a user is a workspace, with a password made for this
 * life of the process. Its key and passwords are never written down.
 */
final class LocalServer implements AutoCloseable {

    /** Finds or starts a workspace's sandbox. */
    interface Lives {
        Sandbox sandbox(String workspace) throws IOException;
    }

    /** Refuses commands of a workspace whose folder is gone. */
    interface Check {
        void exists(String workspace) throws IOException;
    }

    private static final AttributeKey<Sandbox> SANDBOX = new AttributeKey<>();

    private final Lives lives;
    private final Check check;
    private final KeyPair hostKey;
    private final SshServer server = SshServer.setUpDefaultServer();
    private final Map<String, String> passwords = new ConcurrentHashMap<>();
    private final ExecutorService threads =
            Executors.newCachedThreadPool(
                    Thread.ofPlatform().daemon().name("workspace-", 0).factory());

    LocalServer(Lives lives, Check check) throws IOException {
        this.lives = lives;
        this.check = check;
        this.hostKey = newHostKey();
        server.setHost("127.0.0.1");
        server.setPort(0);
        server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
        server.setUserAuthFactories(List.of(UserAuthPasswordFactory.INSTANCE));
        server.setPasswordAuthenticator((user, password, session) -> knows(user, password));
        server.setCommandFactory(this::command);
        server.setKeyExchangeFactories(
                NamedFactory.setUpTransformedFactories(
                        false, List.of(BuiltinDHFactories.curve25519), ServerBuilder.DH2KEX));
        server.setForwardingFilter(RejectAllForwardingFilter.INSTANCE);
        CoreModuleProperties.TCP_NODELAY.set(server, true);
        CoreModuleProperties.IDLE_TIMEOUT.set(server, Duration.ZERO);
        server.start();
    }

    int port() {
        return server.getPort();
    }

    String hostKey() {
        return PublicKeyEntry.toString(hostKey.getPublic());
    }

    /** The password of a workspace; made when first asked for. */
    String admit(String workspace) {
        return passwords.computeIfAbsent(workspace, w -> random());
    }

    /** Ends the workspace's sessions; none is let in until it is admitted again. */
    void expel(String workspace) {
        passwords.remove(workspace);
        disconnect(workspace);
    }

    /** Ends the workspace's sessions, so that the next one finds a new sandbox. */
    void disconnect(String workspace) {
        for (Session session : server.getActiveSessions()) {
            if (workspace.equals(session.getUsername())) {
                session.close(true);
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
        threads.shutdown();
    }

    private Command command(ChannelSession channel, String script) {
        Session session = channel.getSession();
        return new SandboxCommand(() -> sandbox(session).start(script), threads);
    }

    /** A session stays with one sandbox, so that its client never mistakes a new one for it. */
    private Sandbox sandbox(Session session) throws IOException {
        check.exists(session.getUsername());
        synchronized (session) {
            Sandbox known = session.getAttribute(SANDBOX);
            if (known == null) {
                known = lives.sandbox(session.getUsername());
                session.setAttribute(SANDBOX, known);
            }
            return known;
        }
    }

    private boolean knows(String workspace, String password) {
        String right = passwords.get(workspace);
        return right != null
                && MessageDigest.isEqual(
                        right.getBytes(StandardCharsets.UTF_8),
                        password.getBytes(StandardCharsets.UTF_8));
    }

    private static String random() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static KeyPair newHostKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new java.security.spec.ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no P-256 keys", e);
        }
    }
}
