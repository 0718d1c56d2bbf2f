package dev.mainspring.api;

import dev.mainspring.chat.ModelDirectory;
import dev.mainspring.chat.Page;
import dev.mainspring.conversation.ModelRef;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The models on offer. */
@RestController
@Tag(name = "models")
class ModelsController {

    private final ModelDirectory models;

    ModelsController(ModelDirectory models) {
        this.models = models;
    }

    /**
     * A model.
     *
     * @param contextTokens how much it can read, tokens
     * @param isDefault whether a chat that names none uses it
     */
    record ModelAnswer(
            ModelRef id,
            String displayName,
            String provider,
            long contextTokens,
            boolean vision,
            boolean isDefault) {}

    @GetMapping(path = "/api/v1/models", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "List the models on offer")
    Page<ModelAnswer> list() {
        ModelRef standard = models.defaultModel();
        List<ModelAnswer> answers =
                models.models().stream()
                        .map(it ->
                                new ModelAnswer(
                                        it.id(),
                                        it.displayName(),
                                        it.id().provider(),
                                        it.contextTokens(),
                                        it.vision(),
                                        it.id().equals(standard)))
                        .toList();
        return new Page<>(answers, null);
    }
}
