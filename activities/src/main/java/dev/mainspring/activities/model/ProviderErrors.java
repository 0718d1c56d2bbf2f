package dev.mainspring.activities.model;

import dev.mainspring.conversation.ErrorKind;
import dev.mainspring.conversation.Json;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Tells a provider's error by its HTTP status, its code and its words. The four dialects share one
 * table: all put {@code error: {message, type | code | status}} into the body, and gateways mix
 * their codes.
 */
final class ProviderErrors {

    /** Keeps a whole web page of a proxy out of the chat. */
    private static final int MESSAGE_CHARS = 500;

    private static final Pattern OVERFLOW =
            Pattern.compile(
                    "context_length_exceeded|exceed_context_size|prompt is too long"
                            + "|exceed context limit|maximum context length|context window"
                            + "|exceeds the maximum number of tokens|available context size"
                            + "|request_too_large|string_above_max_length");
    private static final Pattern MONEY =
            Pattern.compile(
                    "insufficient_quota|credit balance|billing_error|billing_hard_limit"
                            + "|insufficient credits|payment required");
    private static final Pattern KEY =
            Pattern.compile(
                    "authentication_error|invalid_api_key|api_key_invalid|api key not valid"
                            + "|permission_error|permission_denied|unauthenticated");
    private static final Pattern FILTER =
            Pattern.compile(
                    "content_filter|content_policy|responsibleaipolicy|invalid_prompt"
                            + "|usage policy|content management policy");
    private static final Pattern RATE =
            Pattern.compile("rate_limit|resource_exhausted|too many requests");
    private static final Pattern BUSY =
            Pattern.compile("overloaded|unavailable|server_error|api_error|engine_overloaded");
    private static final Pattern LATE = Pattern.compile("deadline_exceeded|timeout_error");
    private static final Pattern WRONG =
            Pattern.compile("not_found|model_not_found|invalid_request|invalid_argument");

    private ProviderErrors() {}

    /** Maps a refusal: a response whose status is not 2xx. */
    static ProviderError ofResponse(int status, @Nullable Duration retryAfter, String body) {
        JsonNode error = errorOf(body);
        String said = error == null ? body.strip() : text(error);
        String message = "HTTP " + status + (said.isEmpty() ? "" : ": " + said);
        String hints = (said + " " + codes(error)).toLowerCase(Locale.ROOT);
        Duration wait = retryAfter == null ? RetryAfter.inBody(error) : retryAfter;
        return build(kindOf(status, hints), wait, message);
    }

    /** Maps an error that came as an event of a stream: {@code error} holds message and codes. */
    static ProviderError ofEvent(JsonNode error) {
        String hints = (text(error) + " " + codes(error)).toLowerCase(Locale.ROOT);
        int status = error.path("code").isNumber() ? error.path("code").asInt() : 0;
        String message = text(error).isEmpty() ? "The provider reported an error" : text(error);
        return build(kindOf(status, hints), RetryAfter.inBody(error), message);
    }

    /** Shortens what a provider said and takes the key out of it. */
    static String safe(String message, @Nullable String key) {
        String clean = key == null || key.isBlank() ? message : message.replace(key, "[key]");
        return clean.length() <= MESSAGE_CHARS ? clean : clean.substring(0, MESSAGE_CHARS) + "...";
    }

    private static ProviderError build(ErrorKind kind, @Nullable Duration wait, String message) {
        boolean retryable =
                switch (kind) {
                    case OVERLOADED, RATE_LIMIT, TIMEOUT, STREAM_SILENCE, INTERNAL -> true;
                    case AUTH, CONFIG, CONTEXT_OVERFLOW, CONTENT_FILTER, BUDGET, WORKSPACE -> false;
                };
        return new ProviderError(kind, retryable, retryable ? wait : null, message);
    }

    private static ErrorKind kindOf(int status, String hints) {
        if (OVERFLOW.matcher(hints).find() && status != 429) {
            return ErrorKind.CONTEXT_OVERFLOW;
        }
        if (status == 402 || MONEY.matcher(hints).find()) {
            return ErrorKind.BUDGET;
        }
        if (status == 401 || status == 403 || (status < 429 && KEY.matcher(hints).find())) {
            return ErrorKind.AUTH;
        }
        if (status < 429 && FILTER.matcher(hints).find()) {
            return ErrorKind.CONTENT_FILTER;
        }
        return byStatus(status, hints);
    }

    private static ErrorKind byStatus(int status, String hints) {
        return switch (status) {
            case 408, 504, 524 -> ErrorKind.TIMEOUT;
            case 409, 425 -> ErrorKind.OVERLOADED;
            case 413 -> ErrorKind.CONTEXT_OVERFLOW;
            case 429 -> ErrorKind.RATE_LIMIT;
            case 0 -> byWords(hints);
            default -> status >= 500 ? ErrorKind.OVERLOADED : ErrorKind.CONFIG;
        };
    }

    private static ErrorKind byWords(String hints) {
        if (RATE.matcher(hints).find()) {
            return ErrorKind.RATE_LIMIT;
        }
        if (LATE.matcher(hints).find()) {
            return ErrorKind.TIMEOUT;
        }
        if (BUSY.matcher(hints).find()) {
            return ErrorKind.OVERLOADED;
        }
        return WRONG.matcher(hints).find() ? ErrorKind.CONFIG : ErrorKind.INTERNAL;
    }

    private static @Nullable JsonNode errorOf(String body) {
        try {
            JsonNode root = Json.MAPPER.readTree(body);
            JsonNode object = root.isArray() ? root.path(0) : root;
            JsonNode error = object.path("error");
            if (error.isObject() || error.isString()) {
                return error;
            }
            return object.path("message").isString() ? object : null;
        } catch (JacksonException e) {
            return null;
        }
    }

    private static String text(JsonNode error) {
        return error.isString() ? error.stringValue() : error.path("message").asString("");
    }

    private static String codes(@Nullable JsonNode error) {
        if (error == null) {
            return "";
        }
        return String.join(
                " ",
                error.path("type").asString(""),
                error.path("code").asString(""),
                error.path("status").asString(""),
                error.path("details").toString());
    }
}
