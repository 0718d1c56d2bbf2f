package dev.mainspring.security;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Problem details (RFC 9457) for requests that do not reach a controller. */
final class Problems {

    private Problems() {}

    static void unauthorized(HttpServletResponse response, String detail) throws IOException {
        response.setHeader("WWW-Authenticate", "Bearer realm=\"mainspring\"");
        write(response, 401, "Unauthorized", "unauthorized", detail);
    }

    static void forbidden(HttpServletResponse response, String code, String detail)
            throws IOException {
        write(response, 403, "Forbidden", code, detail);
    }

    /** The texts are ours and need no escaping. */
    private static void write(
            HttpServletResponse response, int status, String title, String code, String detail)
            throws IOException {
        response.setStatus(status);
        response.setContentType("application/problem+json");
        response.setCharacterEncoding("UTF-8");
        response.getWriter()
                .write(
                        """
                        {"type":"about:blank","title":"%s","status":%d,"detail":"%s","code":"%s"}
                        """
                                .formatted(title, status, detail, code)
                                .strip());
    }
}
