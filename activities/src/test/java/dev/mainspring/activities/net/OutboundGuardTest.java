package dev.mainspring.activities.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.Dns;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where requests may go that a person or a model can cause. */
class OutboundGuardTest {

    private static final String LOOPBACK = "127.0.0.1";

    private static OkHttpClient client(Dns resolver, AddressRange... allowed) {
        return new OutboundGuard(resolver, List.of(allowed))
                .guard(new OkHttpClient.Builder())
                .build();
    }

    private static Response get(OkHttpClient client, String url) throws Exception {
        return client.newCall(new Request.Builder().url(url).build()).execute();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "100.100.100.200",
                "127.0.0.1",
                "127.9.9.9",
                "168.63.129.16",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.192",
                "192.168.1.1",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:10.0.0.1",
                "64:ff9b::a00:1",
                "2001:0:1::1",
                "2002:a00:1::1",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "ff02::1"
            })
    void insideAddressesAreNotPublic(String address) throws Exception {
        assertThat(PublicAddresses.contain(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1.1.1", "172.32.0.1", "100.128.0.1", "2606:4700::1111"})
    void othersArePublic(String address) throws Exception {
        assertThat(PublicAddresses.contain(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:%d/",
                "http://localhost:%d/",
                "http://[::1]:%d/",
                "http://2130706433:%d/",
                "http://0x7f.1:%d/",
                "http://127.1:%d/",
                "http://[::ffff:127.0.0.1]:%d/"
            })
    void noSpellingOfLoopbackIsReached(String url) throws Exception {
        try (MockWebServer inside = new MockWebServer()) {
            inside.start(InetAddress.getByName(LOOPBACK), 0);
            assertThatThrownBy(() -> get(client(Dns.SYSTEM), url.formatted(inside.getPort())))
                    .isInstanceOf(UnknownHostException.class);
            assertThat(inside.getRequestCount()).isZero();
        }
    }

    @Test
    void aNameThatChangesItsMindIsLookedAtAgain() throws Exception {
        try (MockWebServer open = new MockWebServer()) {
            open.start(InetAddress.getByName(LOOPBACK), 0);
            open.enqueue(new MockResponse.Builder().body("first").build());
            Deque<String> answers = new ArrayDeque<>(List.of(LOOPBACK, "10.0.0.1"));
            Dns rebinding = host -> List.of(InetAddress.getByName(answers.pop()));
            OkHttpClient client = client(rebinding, AddressRange.of(LOOPBACK));
            String url = "http://site.test:" + open.getPort() + "/";
            try (Response answer = get(client, url)) {
                assertThat(answer.body().string()).isEqualTo("first");
            }
            client.connectionPool().evictAll();
            assertThatThrownBy(() -> get(client, url))
                    .isInstanceOf(AddressRefusedException.class)
                    .hasMessageContaining("site.test")
                    .hasMessageNotContaining("10.0.0.1");
        }
    }

    @Test
    void whatAnAdministratorAllowsIsReachedAndRedirectsAreNotFollowed() throws Exception {
        try (MockWebServer inside = new MockWebServer()) {
            inside.start(InetAddress.getByName(LOOPBACK), 0);
            inside.enqueue(
                    new MockResponse.Builder()
                            .code(302)
                            .addHeader("Location", "http://10.0.0.1/")
                            .build());
            Dns resolver = host -> List.of(InetAddress.getByName(LOOPBACK));
            OkHttpClient client = client(resolver, AddressRange.of("127.0.0.0/8"));
            try (Response answer = get(client, "http://site.test:" + inside.getPort() + "/")) {
                assertThat(answer.code()).isEqualTo(302);
            }
        }
    }
}
