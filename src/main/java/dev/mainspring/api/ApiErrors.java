package dev.mainspring.api;

import dev.mainspring.chat.ProblemException;
import dev.mainspring.chat.ProblemException.FieldError;
import dev.mainspring.store.Files;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingRequestValueException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;

/** Turns whatever goes wrong with a request into a problem the caller can act on. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ApiErrors {

    private static final Logger LOG = LoggerFactory.getLogger(ApiErrors.class);
    private static final String RETRY_AFTER_SECONDS = "2";

    @ExceptionHandler(Exception.class)
    @Nullable ResponseEntity<Problem> answer(
            Exception failure, HttpServletRequest request, HttpServletResponse response)
            throws Exception {
        if (response.isCommitted()) {
            // An event stream whose client has gone.
            return null;
        }
        HttpHeaders headers = new HttpHeaders();
        return switch (failure) {
            case AccessDeniedException denied -> throw denied;
            case AuthenticationException denied -> throw denied;
            case ProblemException it -> problem(it).answer(headers);
            case HttpMessageNotReadableException it -> UnreadableBody.problem(it).answer(headers);
            case MethodArgumentTypeMismatchException it -> mismatch(it).answer(headers);
            case HandlerMethodValidationException it -> broken(it).answer(headers);
            case MissingRequestValueException it -> missing(it).answer(headers);
            case InvalidParameterException it ->
                    of(HttpStatus.BAD_REQUEST, "bad_request", "The query cannot be read.")
                            .answer(headers);
            case MaxUploadSizeExceededException it ->
                    of(
                                    HttpStatus.CONTENT_TOO_LARGE,
                                    "payload_too_large",
                                    "A file may have at most " + Files.MAX_BYTES + " bytes.")
                            .answer(headers);
            case MultipartException it ->
                    of(HttpStatus.BAD_REQUEST, "bad_request", "The multipart body cannot be read.")
                            .answer(headers);
            case ErrorResponse it -> refused(it).answer(it.getHeaders());
            case DataAccessResourceFailureException away -> away(headers);
            case CannotCreateTransactionException away -> away(headers);
            case TransientDataAccessException away -> away(headers);
            default -> {
                LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), failure);
                yield of(HttpStatus.INTERNAL_SERVER_ERROR, "internal", "The log has the details.")
                        .answer(headers);
            }
        };
    }

    static Problem invalid(String detail, List<FieldError> errors) {
        return Problem.of(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "invalid_request",
                "The request is not valid",
                detail,
                errors);
    }

    static Problem invalid(String field, String rule) {
        return invalid(field + " " + rule, List.of(new FieldError(field, rule)));
    }

    private static Problem problem(ProblemException it) {
        return Problem.of(
                HttpStatusCode.valueOf(it.code().status()),
                it.code().wire(),
                it.code().title(),
                it.detail(),
                it.errors());
    }

    private static Problem mismatch(MethodArgumentTypeMismatchException it) {
        String value =
                it.getValue() instanceof Object[] several
                        ? Arrays.stream(several)
                                .map(String::valueOf)
                                .collect(Collectors.joining(","))
                        : String.valueOf(it.getValue());
        return invalid(it.getName(), "is '" + value + "', " + ApiTypes.rule(it));
    }

    private static Problem broken(HandlerMethodValidationException it) {
        List<FieldError> errors =
                it.getParameterValidationResults().stream()
                        .flatMap(result ->
                                result.getResolvableErrors().stream()
                                        .map(error ->
                                                new FieldError(
                                                        String.valueOf(
                                                                result.getMethodParameter()
                                                                        .getParameterName()),
                                                        "is '"
                                                                + result.getArgument()
                                                                + "', "
                                                                + error.getDefaultMessage())))
                        .toList();
        return invalid(
                errors.stream()
                        .map(error -> error.field() + " " + error.message())
                        .collect(Collectors.joining("; ")),
                errors);
    }

    private static Problem missing(MissingRequestValueException it) {
        return it instanceof MissingServletRequestParameterException parameter
                ? invalid(parameter.getParameterName(), "is missing")
                : invalid(String.valueOf(it.getBody().getDetail()), List.of());
    }

    /** What Spring refuses by itself: method, media type, an unknown path. */
    private static Problem refused(ErrorResponse it) {
        HttpStatusCode status = it.getStatusCode();
        Object code =
                it.getBody().getProperties() == null
                        ? null
                        : it.getBody().getProperties().get("code");
        HttpStatus known = HttpStatus.resolve(status.value());
        String name = known == null ? "refused" : known.name().toLowerCase(Locale.ROOT);
        return Problem.of(
                status,
                code == null ? name : code.toString(),
                known == null ? "Refused" : known.getReasonPhrase(),
                String.valueOf(it.getBody().getDetail()),
                List.of());
    }

    private static ResponseEntity<Problem> away(HttpHeaders headers) {
        headers.set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        return of(HttpStatus.SERVICE_UNAVAILABLE, "unavailable", "The database does not answer.")
                .answer(headers);
    }

    private static Problem of(HttpStatus status, String code, String detail) {
        return Problem.of(status, code, status.getReasonPhrase(), detail, List.of());
    }
}
