package dev.mainspring.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A model behind a socket that speaks Anthropic Messages and takes no time: "bench NAME N" has it
 * ask for N commands, one a step, and then say that it is done. It notes when requests come and
 * when answers have gone.
 */
final class WireModel implements AutoCloseable {

    private static final Pattern WISH = Pattern.compile("bench (\\S+) (\\d+)");

    /** The person's first words stand near the beginning of a request. */
    private static final int LOOKED_AT_BYTES = 30_000;

    /** The product asks for a title, too; that is no step. */
    private static final String TITLE = "Name this conversation.";

    /** One request: when it came and when its answer had gone; nanoseconds. */
    record Exchange(long cameAt, long answeredAt, int requestBytes) {}

    private final HttpServer server;
    private final Map<String, Talk> talks = new ConcurrentHashMap<>();

    private static final class Talk {
        private final List<Exchange> exchanges = new CopyOnWriteArrayList<>();
        private int step;
    }

    WireModel() {
        // Without it an answer may wait 40 ms for an acknowledgement that is delayed.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    /** Has the product use this model as {@code anthropic/bench}. */
    Map<String, String> settings() {
        return Map.of(
                "ANTHROPIC_API_KEY",
                "bench",
                "ANTHROPIC_BASE_URL",
                "http://127.0.0.1:" + server.getAddress().getPort());
    }

    List<Exchange> exchanges(String name) {
        Talk talk = talks.get(name);
        return talk == null ? List.of() : List.copyOf(talk.exchanges);
    }

    private void answer(HttpExchange exchange) throws IOException {
        long cameAt = System.nanoTime();
        byte[] request = exchange.getRequestBody().readAllBytes();
        String beginning =
                new String(
                        request,
                        0,
                        Math.min(request.length, LOOKED_AT_BYTES),
                        StandardCharsets.UTF_8);
        Matcher wish = WISH.matcher(beginning);
        if (!wish.find()) {
            exchange.sendResponseHeaders(400, -1);
            exchange.close();
            return;
        }
        if (beginning.contains(TITLE)) {
            send(exchange, words());
            return;
        }
        Talk talk = talks.computeIfAbsent(wish.group(1), name -> new Talk());
        int step = talk.step++ % (Integer.parseInt(wish.group(2)) + 1);
        boolean last = step == Integer.parseInt(wish.group(2));
        send(exchange, last ? words() : call(talk.step));
        talk.exchanges.add(new Exchange(cameAt, System.nanoTime(), request.length));
    }

    private static void send(HttpExchange exchange, String text) throws IOException {
        byte[] answer = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private static String call(int number) {
        return message(
                """
                {"type":"tool_use","id":"toolu_%d","name":"execute","input":{}}\
                """
                        .formatted(number),
                """
                {"type":"input_json_delta","partial_json":"{\\"command\\":\\"echo %d\\"}"}\
                """
                        .formatted(number),
                "tool_use");
    }

    private static String words() {
        return message(
                """
                {"type":"text","text":""}\
                """,
                """
                {"type":"text_delta","text":"Done."}\
                """,
                "end_turn");
    }

    private static String message(String block, String delta, String stop) {
        return event(
                        "message_start",
                        """
                        "message":{"id":"msg_1","type":"message","role":"assistant","model":"bench",\
                        "content":[],"usage":{"input_tokens":1,"output_tokens":1}}\
                        """)
                + event("content_block_start", "\"index\":0,\"content_block\":" + block)
                + event("content_block_delta", "\"index\":0,\"delta\":" + delta)
                + event("content_block_stop", "\"index\":0")
                + event(
                        "message_delta",
                        """
                        "delta":{"stop_reason":"%s"},"usage":{"output_tokens":5}\
                        """
                                .formatted(stop))
                + "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n";
    }

    private static String event(String name, String fields) {
        return "event: %s\ndata: {\"type\":\"%s\",%s}\n\n".formatted(name, name, fields);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
