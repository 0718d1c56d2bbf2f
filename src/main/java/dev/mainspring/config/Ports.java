package dev.mainspring.config;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Looks for TCP ports to listen on. */
final class Ports {

    private static final int TRIES = 200;
    private static final int CONNECT_LIMIT_MS = 500;

    private Ports() {}

    /**
     * The first free port from the wanted one on.
     *
     * @throws StartupFailure if 200 ports in a row are taken
     */
    static int freeFrom(String address, int wanted) {
        for (int port = wanted; port < Math.min(wanted + TRIES, 65_536); port++) {
            if (isFree(address, port)) {
                return port;
            }
        }
        throw new StartupFailure("no free port from %d on at %s".formatted(wanted, address));
    }

    static boolean isFree(String address, int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getByName(address), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    /** Whether something listens there. */
    static boolean answers(String address, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), CONNECT_LIMIT_MS);
            return true;
        } catch (IOException nobody) {
            return false;
        }
    }
}
