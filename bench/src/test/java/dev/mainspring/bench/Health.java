package dev.mainspring.bench;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** Asks a product whether it is ready, without a client that needs warming up. */
final class Health {

    private Health() {}

    static boolean of(int port) {
        try {
            HttpURLConnection asking =
                    (HttpURLConnection)
                            URI.create("http://127.0.0.1:" + port + "/readyz")
                                    .toURL()
                                    .openConnection();
            asking.setConnectTimeout(1_000);
            asking.setReadTimeout(5_000);
            return asking.getResponseCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }
}
