package dev.mainspring.api;

import dev.mainspring.chat.ProblemCode;
import dev.mainspring.chat.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.HandlerMapping;

/** Answers for paths of the API that nobody serves, before the UI's catch-all does. */
@Component
class UnknownPaths implements HandlerMapping, Ordered {

    @Override
    public @Nullable HandlerExecutionChain getHandler(HttpServletRequest request) {
        if (request.getRequestURI().startsWith("/api/v1/")) {
            throw new ProblemException(
                    ProblemCode.NOT_FOUND, "nothing is at " + request.getRequestURI());
        }
        return null;
    }

    /** After the controllers (0), before static resources and Vaadin. */
    @Override
    public int getOrder() {
        return 100;
    }
}
