package dev.mainspring.activities.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A dialect under test: where its recorded streams lie, and its provider's own words. */
enum Wire {
    ANTHROPIC(
            "anthropic",
            DialectKind.ANTHROPIC_MESSAGES,
            "claude-opus-5-5",
            """
            {"type":"error","error":{"type":"invalid_request_error",
             "message":"prompt is too long: 210000 tokens > 200000 maximum"}}\
            """,
            """
            {"type":"error","error":{"type":"authentication_error",
             "message":"invalid x-api-key: %s"}}\
            """),
    RESPONSES(
            "responses",
            DialectKind.OPENAI_RESPONSES,
            "gpt-5.6",
            """
            {"error":{"message":"Your input exceeds the context window of this model.",
             "type":"invalid_request_error","param":"input","code":"context_length_exceeded"}}\
            """,
            """
            {"error":{"message":"Incorrect API key provided: %s.","type":"invalid_request_error",
             "param":null,"code":"invalid_api_key"}}\
            """),
    CHAT(
            "chat",
            DialectKind.OPENAI_CHAT_COMPLETIONS,
            "qwen3-coder",
            """
            {"error":{"message":"This model's maximum context length is 32768 tokens.",
             "type":"BadRequestError","param":null,"code":400}}\
            """,
            """
            {"error":"Unauthorized: %s"}\
            """),
    GEMINI(
            "gemini",
            DialectKind.GEMINI,
            "gemini-3.7-flash",
            """
            [{"error":{"code":400,"status":"INVALID_ARGUMENT","message":
             "The input token count (1200000) exceeds the maximum number of tokens allowed."}}]\
            """,
            """
            {"error":{"code":400,"message":"API key not valid: %s","status":"INVALID_ARGUMENT",
             "details":[{"reason":"API_KEY_INVALID"}]}}\
            """);

    static final String KEY = "sk-very-secret-0123456789";

    private final String folder;
    private final DialectKind kind;
    private final String model;
    private final String overflowBody;
    private final String keyBody;

    Wire(String folder, DialectKind kind, String model, String overflowBody, String keyBody) {
        this.folder = folder;
        this.kind = kind;
        this.model = model;
        this.overflowBody = overflowBody;
        this.keyBody = keyBody;
    }

    /** The model as a request names it. */
    String ref() {
        return folder + "/" + model;
    }

    String overflowBody() {
        return overflowBody;
    }

    /** A refusal that repeats the key. */
    String keyBody() {
        return keyBody.formatted(KEY);
    }

    ProviderConfig provider(String baseUrl, ModelConfig config) {
        return new ProviderConfig(folder, kind, KEY, baseUrl, List.of(config));
    }

    String model() {
        return model;
    }

    /** A recorded stream. */
    String stream(String name) {
        return resource(name + ".sse");
    }

    String resource(String name) {
        try (InputStream in = Wire.class.getResourceAsStream("/models/" + folder + "/" + name)) {
            if (in == null) {
                throw new IllegalArgumentException("no " + folder + "/" + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
