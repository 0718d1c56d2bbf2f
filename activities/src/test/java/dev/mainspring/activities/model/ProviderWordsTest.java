package dev.mainspring.activities.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainspring.conversation.ErrorKind;
import dev.mainspring.conversation.Json;
import java.time.Duration;
import java.time.Instant;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How providers put their refusals, and what is understood. */
class ProviderWordsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    429 | {"error":{"code":"insufficient_quota","message":"You exceeded your quota"}} | BUDGET
                    400 | {"error":{"message":"Your credit balance is too low"}}                     | BUDGET
                    400 | {"error":{"code":"content_filter","message":"The response was filtered"}}  | CONTENT_FILTER
                    429 | {"error":{"status":"RESOURCE_EXHAUSTED","message":"Quota exceeded"}}       | RATE_LIMIT
                    429 | {"error":{"message":"Request too large: context window tokens per min"}}   | RATE_LIMIT
                    404 | {"error":{"type":"not_found_error","message":"model: claude-x"}}           | CONFIG
                    400 | {"message":"temperature is not supported"}                                 | CONFIG
                    400 | {"error":{"message":"input exceeds the available context size"}}           | CONTEXT_OVERFLOW
                    """)
    void aRefusalsWords(int status, String body, ErrorKind kind) {
        ProviderError error = ProviderErrors.ofResponse(status, null, body);
        assertThat(error.kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"type":"rate_limit_error","message":"slow down"}            | RATE_LIMIT
                    {"code":"rate_limit_exceeded","message":"Rate limit"}        | RATE_LIMIT
                    {"type":"api_error","message":"Internal server error"}       | OVERLOADED
                    {"type":"timeout_error","message":"Request timed out"}       | TIMEOUT
                    {"code":"context_length_exceeded","message":"too long"}      | CONTEXT_OVERFLOW
                    {"type":"authentication_error","message":"invalid x-api-key"} | AUTH
                    {"type":"invalid_request_error","message":"no such field"}   | CONFIG
                    {"message":"a mystery"}                                      | INTERNAL
                    """)
    void anErrorEventsWords(String error, ErrorKind kind) {
        assertThat(ProviderErrors.ofEvent(Json.MAPPER.readTree(error)).kind()).isEqualTo(kind);
    }

    @Test
    void theWaitIsAlsoReadFromTheWords() {
        assertThat(
                        ProviderErrors.ofResponse(
                                        429,
                                        null,
                                        """
                                        {"error":{"message":"Please try again in 1.898s."}}\
                                        """)
                                .retryAfter())
                .isEqualTo(Duration.ofMillis(1898));
        assertThat(
                        ProviderErrors.ofResponse(
                                        429,
                                        null,
                                        """
                                        {"error":{"details":[{"retryDelay":"34s"}],"message":"q"}}\
                                        """)
                                .retryAfter())
                .isEqualTo(Duration.ofSeconds(34));
    }

    @ParameterizedTest
    @CsvSource({
        "retry-after-ms, 250, PT0.25S",
        "retry-after, 1.5, PT1.5S",
        "retry-after, 'Thu, 01 Jan 1970 00:01:40 GMT', PT1M",
        "retry-after, 'Thu, 01 Jan 1970 00:00:10 GMT', PT0S",
        "retry-after, 99999999, PT24H",
        "retry-after, soon, "
    })
    void theWaitInHeaders(String name, String value, Duration wait) {
        assertThat(RetryAfter.inHeaders(Headers.of(name, value), Instant.ofEpochSecond(40)))
                .isEqualTo(wait);
    }

    @ParameterizedTest
    @CsvSource({
        "claude-opus-5-5, 5, 5",
        "claude-opus-5, 5, 0",
        "claude-sonnet-4-20250514, 4, 0",
        "claude-sonnet-4-6, 4, 6",
        "claude-haiku-4-5-20251001, 4, 5",
        "claude-3-5-sonnet-20241022, 0, 0",
        "glm-5, 0, 0"
    })
    void aClaudeModelsVersion(String model, int major, int minor) {
        assertThat(ClaudeVersion.of(model)).isEqualTo(new ClaudeVersion(major, minor));
    }

    @Test
    void onlyReasoningModelsAreAskedForReasoning() {
        assertThat(ResponsesDialect.reasons("gpt-5.6")).isTrue();
        assertThat(ResponsesDialect.reasons("o4-mini")).isTrue();
        assertThat(ResponsesDialect.reasons("gpt-4.1")).isFalse();
        assertThat(ResponsesDialect.reasons("gpt-5-chat-latest")).isFalse();
    }
}
