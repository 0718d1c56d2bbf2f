package dev.mainspring.activities.mcp;

import java.time.Duration;

/** Bounds that keep a server which hangs, floods or lies from doing harm. */
final class McpLimits {

    /** To connect, and to list tools. */
    static final Duration CONNECT = Duration.ofSeconds(10);

    /** Of one message; a larger one ends the session. */
    static final int MESSAGE_BYTES = 4 << 20;

    /** Of one message, in tokens of JSON: small values take many times their text in memory. */
    static final int MESSAGE_TOKENS = 200_000;

    /** Of everything in the answer to one HTTP request. */
    static final int EXCHANGE_BYTES = 8 << 20;

    static final int TOOLS = 128;
    static final int PAGES = 10;

    /** In characters. */
    static final int DESCRIPTION = 4_000;

    /** In characters of JSON. */
    static final int SCHEMA = 16_000;

    /** Of all descriptions and schemas of a server, in characters. */
    static final int CATALOG = 200_000;

    private McpLimits() {}
}
