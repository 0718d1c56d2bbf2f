package dev.mainspring.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mainspring.chat.ProblemException.FieldError;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
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
                detail,
                code,
                errors.isEmpty() ? null : List.copyOf(errors));
    }

    ResponseEntity<Problem> answer(HttpHeaders headers) {
        return ResponseEntity.status(status)
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(this);
    }
}
