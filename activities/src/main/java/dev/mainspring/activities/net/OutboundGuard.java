package dev.mainspring.activities.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import javax.net.SocketFactory;
import okhttp3.Dns;
import okhttp3.OkHttpClient;

/**
 * Keeps requests that a person or a model can cause away from private, loopback and link-local
 * addresses. The address is looked at when a name is resolved, and again on the socket that
 * connects, so that neither a literal address nor a name that changes its mind slips through.
 * Redirects are not followed: who does follow them asks for each anew.
 */
public final class OutboundGuard {

    private final Dns resolver;
    private final List<AddressRange> allowed;

    /**
     * @param allowed what may be reached beside the public internet
     */
    public OutboundGuard(Dns resolver, List<AddressRange> allowed) {
        this.resolver = resolver;
        this.allowed = List.copyOf(allowed);
    }

    /** Puts a client under guard; no proxy is used, since it would resolve names itself. */
    public OkHttpClient.Builder guard(OkHttpClient.Builder client) {
        return client.dns(this::resolve)
                .socketFactory(new GuardedSockets())
                .proxy(Proxy.NO_PROXY)
                .followRedirects(false)
                .followSslRedirects(false);
    }

    private boolean allows(InetAddress address) {
        return allowed.stream().anyMatch(range -> range.contains(address))
                || PublicAddresses.contain(address);
    }

    private List<InetAddress> resolve(String host) throws UnknownHostException {
        List<InetAddress> open = resolver.lookup(host).stream().filter(this::allows).toList();
        if (open.isEmpty()) {
            throw new AddressRefusedException(host);
        }
        return open;
    }

    private final class GuardedSockets extends SocketFactory {

        @Override
        public Socket createSocket() {
            return new GuardedSocket();
        }

        @Override
        public Socket createSocket(String host, int port) {
            throw new UnsupportedOperationException("only unconnected sockets");
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress from, int fromPort) {
            throw new UnsupportedOperationException("only unconnected sockets");
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            throw new UnsupportedOperationException("only unconnected sockets");
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) {
            throw new UnsupportedOperationException("only unconnected sockets");
        }
    }

    private final class GuardedSocket extends Socket {

        @Override
        public void connect(SocketAddress to, int timeoutMs) throws IOException {
            if (!(to instanceof InetSocketAddress internet)
                    || internet.getAddress() == null
                    || !allows(internet.getAddress())) {
                String host = to instanceof InetSocketAddress it ? it.getHostString() : "the host";
                throw new AddressRefusedException(host);
            }
            super.connect(to, timeoutMs);
        }
    }
}
