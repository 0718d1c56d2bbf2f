package dev.mainspring.security;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The caller's own API tokens. */
@RestController
@RequestMapping(path = "/api/v1/tokens", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "tokens")
class TokensController {

    private static final int MAX_DAYS = 3_660;

    private final ApiTokens tokens;

    TokensController(ApiTokens tokens) {
        this.tokens = tokens;
    }

    record NewToken(@Nullable String name, @Nullable Integer expiresInDays) {}

    record TokenAnswer(
            UUID id,
            String name,
            String prefix,
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Nullable Instant lastUsedAt) {

        static TokenAnswer of(ApiToken token) {
            return new TokenAnswer(
                    token.id(),
                    token.name(),
                    token.prefix(),
                    token.createdAt(),
                    token.expiresAt(),
                    token.lastUsedAt());
        }
    }

    /** The secret is told here and never again. */
    record IssuedAnswer(
            UUID id,
            String name,
            String prefix,
            Instant createdAt,
            @Nullable Instant expiresAt,
            String token) {}

    record Page(List<TokenAnswer> items, @Nullable String nextCursor) {}

    @GetMapping
    @Operation(summary = "List your API tokens, newest first")
    Page list(@AuthenticationPrincipal CurrentUser user) {
        return new Page(tokens.list(user.id()).stream().map(TokenAnswer::of).toList(), null);
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Make an API token; its secret is told here and never again")
    IssuedAnswer create(
            @AuthenticationPrincipal CurrentUser user,
            @RequestBody NewToken wanted,
            HttpServletResponse response) {
        Integer days = wanted.expiresInDays();
        if (days != null && (days < 1 || days > MAX_DAYS)) {
            throw invalid("expires_in_days must be from 1 to " + MAX_DAYS);
        }
        try {
            ApiToken.Issued issued =
                    tokens.create(
                            user.id(),
                            wanted.name() == null ? "" : wanted.name(),
                            days == null ? null : Duration.ofDays(days));
            ApiToken token = issued.token();
            response.setHeader(HttpHeaders.LOCATION, "/api/v1/tokens/" + token.id());
            return new IssuedAnswer(
                    token.id(),
                    token.name(),
                    token.prefix(),
                    token.createdAt(),
                    token.expiresAt(),
                    issued.secret());
        } catch (IllegalArgumentException e) {
            throw invalid(String.valueOf(e.getMessage()));
        }
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Revoke an API token at once")
    void revoke(@AuthenticationPrincipal CurrentUser user, @PathVariable UUID id) {
        if (!tokens.revoke(user.id(), id)) {
            throw problem(HttpStatus.NOT_FOUND, "not_found", "There is no such token.");
        }
    }

    private static ErrorResponseException invalid(String detail) {
        return problem(HttpStatus.UNPROCESSABLE_CONTENT, "invalid_request", detail);
    }

    private static ErrorResponseException problem(HttpStatus status, String code, String detail) {
        ProblemDetail body = ProblemDetail.forStatusAndDetail(status, detail);
        body.setProperty("code", code);
        return new ErrorResponseException(status, body, null);
    }
}
