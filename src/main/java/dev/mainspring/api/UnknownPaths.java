package dev.mainspring.api;

import dev.mainspring.chat.ProblemCode;
import dev.mainspring.chat.ProblemException;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

/** Answers for paths of the API that nobody serves, before the UI's catch-all does. */
@Configuration(proxyBeanMethods = false)
class UnknownPaths {

    /** After the controllers (0), before static resources and Vaadin. */
    private static final int AFTER_CONTROLLERS = 100;

    @Bean
    SimpleUrlHandlerMapping unknownApiPaths() {
        HttpRequestHandler notFound =
                (request, response) -> {
                    throw new ProblemException(
                            ProblemCode.NOT_FOUND, "nothing is at " + request.getRequestURI());
                };
        return new SimpleUrlHandlerMapping(Map.of("/api/v1/**", notFound), AFTER_CONTROLLERS);
    }
}
