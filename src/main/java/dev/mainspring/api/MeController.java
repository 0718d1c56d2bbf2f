package dev.mainspring.api;

import dev.mainspring.conversation.UserId;
import dev.mainspring.security.CurrentUser;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Locale;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who the caller is. */
@RestController
@Tag(name = "users")
class MeController {

    record MeAnswer(UserId id, String email, String name, String role) {}

    @GetMapping(path = "/api/v1/users/me", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Get who you are")
    MeAnswer me(@AuthenticationPrincipal CurrentUser user) {
        return new MeAnswer(
                user.id(), user.email(), user.name(), user.role().name().toLowerCase(Locale.ROOT));
    }
}
