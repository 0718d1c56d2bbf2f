package dev.mainspring.config;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Optional;

/** Looks for TCP ports to listen on. */
final class Ports {

    private static final int TRIES = 200;
    private static final int CONNECT_LIMIT_MS = 500;

    private Ports() {}

    /**
     * A port that no other control plane chooses until this is closed: the UDP port of the same
     * number is held, which the kernel gives up with a killed process.
     */
    record Reservation(int port, DatagramSocket held) implements AutoCloseable {
        @Override
        public void close() {
            held.close();
        }
    }

    /**
     * Reserves the first free port from the wanted one on; close it when the server listens.
     *
     * @throws StartupFailure if 200 ports in a row are taken
     */
    static Reservation reserveFrom(String address, int wanted) {
        for (int port = wanted; port < Math.min(wanted + TRIES, 65_536); port++) {
            Optional<DatagramSocket> held = hold(address, port);
            if (held.isPresent()) {
                if (isFree(address, port)) {
                    return new Reservation(port, held.get());
                }
                held.get().close();
            }
        }
        throw new StartupFailure("no free port from %d on at %s".formatted(wanted, address));
    }

    /**
     * The first free port from the wanted one on.
     *
     * @throws StartupFailure if 200 ports in a row are taken
     */
    static int freeFrom(String address, int wanted) {
        try (Reservation free = reserveFrom(address, wanted)) {
            return free.port();
        }
    }

    private static Optional<DatagramSocket> hold(String address, int port) {
        try {
            return Optional.of(new DatagramSocket(new InetSocketAddress(address, port)));
        } catch (SocketException taken) {
            return Optional.empty();
        }
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
