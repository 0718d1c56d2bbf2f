package dev.mainspring.activities.mcp;

import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.util.function.Consumer;
import okhttp3.MediaType;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import okio.ForwardingSource;
import okio.Okio;
import okio.Source;

/** Reads what a server answers over HTTP, up to a limit. */
final class HttpAnswer {

    private HttpAnswer() {}

    /**
     * Hands on the messages as they come.
     *
     * @throws IOException if the connection breaks or the answer is too large
     */
    static void read(Response response, Consumer<McpSchema.JSONRPCMessage> to) throws IOException {
        ResponseBody body = response.body();
        MediaType type = body.contentType();
        String subtype = type == null ? "" : type.subtype();
        switch (subtype) {
            case "json" -> {
                BufferedSource source = limited(body, McpLimits.MESSAGE_BYTES);
                if (!McpMessages.deliver(source.readUtf8(), to)) {
                    throw new IOException("its answer is no message of the protocol");
                }
            }
            case "event-stream" -> events(limited(body, McpLimits.EXCHANGE_BYTES), to);
            default ->
                    throw new IOException("it answers with '%s', which is not MCP".formatted(type));
        }
    }

    /** WHATWG HTML, "Server-sent events": of the fields only the data matters here. */
    private static void events(BufferedSource source, Consumer<McpSchema.JSONRPCMessage> to)
            throws IOException {
        StringBuilder data = new StringBuilder();
        for (String line = source.readUtf8Line(); line != null; line = source.readUtf8Line()) {
            if (line.startsWith("data:")) {
                data.append(line.startsWith("data: ") ? line.substring(6) : line.substring(5))
                        .append('\n');
            } else if (line.isEmpty() && !data.isEmpty()) {
                McpMessages.deliver(data.toString(), to);
                data.setLength(0);
            }
        }
    }

    private static BufferedSource limited(ResponseBody body, long bytes) {
        return Okio.buffer(new Limited(body.source(), bytes));
    }

    private static final class Limited extends ForwardingSource {
        private final long most;
        private long seen;

        Limited(Source source, long most) {
            super(source);
            this.most = most;
        }

        @Override
        public long read(Buffer sink, long byteCount) throws IOException {
            long read = super.read(sink, byteCount);
            seen += Math.max(0, read);
            if (seen > most) {
                throw new IOException("its answer is larger than %d MB".formatted(most >> 20));
            }
            return read;
        }
    }
}
