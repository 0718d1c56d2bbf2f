package dev.mainspring.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mainspring.chat.ProblemException.FieldError;
import dev.mainspring.store.Jsonb;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * Why a request failed, as RFC 9457 writes it.
 *
 * @param code stable; what a program looks at
 * @param errors what is wrong with which field
 */
record Problem(
        String type,
        String title,
        int status,
        String detail,
        String code,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<FieldError> errors) {

    static Problem of(
            HttpStatusCode status,
            String code,
            String title,
            String detail,
            List<FieldError> errors) {
        return new Problem(
                "about:blank",
                title,
                status.value(),
                Jsonb.storable(detail),
                code,
                errors.isEmpty() ? null : errors.stream().map(Problem::writable).toList());
    }

    /** Names and values of a request come back in it; unpaired surrogates cannot be UTF-8. */
    private static FieldError writable(FieldError error) {
        return new FieldError(Jsonb.storable(error.field()), Jsonb.storable(error.message()));
    }

    /** A problem of which only the status is known. */
    static Problem of(int status) {
        HttpStatus known = HttpStatus.resolve(status);
        String title = known == null ? "Refused" : known.getReasonPhrase();
        String code = known == null ? "refused" : known.name().toLowerCase(Locale.ROOT);
        String detail =
                status < 500 ? "The request was refused." : "The request failed; the log has why.";
        return of(HttpStatusCode.valueOf(status), code, title, detail, List.of());
    }

    ResponseEntity<Problem> answer(HttpHeaders headers) {
        return ResponseEntity.status(status)
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(this);
    }
}
