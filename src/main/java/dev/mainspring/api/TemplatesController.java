package dev.mainspring.api;

import dev.mainspring.chat.Page;
import dev.mainspring.chat.WorkspaceWarnings;
import dev.mainspring.conversation.TemplateId;
import dev.mainspring.security.CurrentUser;
import dev.mainspring.store.Template;
import dev.mainspring.store.TemplateParameter;
import dev.mainspring.store.TemplateRights;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a person may make workspaces from. */
@RestController
@Tag(name = "workspaces")
class TemplatesController {

    private final TemplateRights templates;
    private final WorkspaceWarnings warnings;

    TemplatesController(TemplateRights templates, WorkspaceWarnings warnings) {
        this.templates = templates;
        this.warnings = warnings;
    }

    /**
     * A template; its settings are the administrator's business.
     *
     * @param warning what people must know of its workspaces, such as that nothing isolates them
     */
    record TemplateAnswer(
            TemplateId id,
            String name,
            String description,
            String readme,
            String icon,
            String provisioner,
            String network,
            List<ParameterAnswer> parameters,
            boolean agentsOnly,
            @Nullable String warning) {

        static TemplateAnswer of(Template template, WorkspaceWarnings warnings) {
            return new TemplateAnswer(
                    template.id(),
                    template.name(),
                    template.description(),
                    template.readme(),
                    template.icon(),
                    template.provisioner(),
                    template.network(),
                    template.parameters().stream().map(ParameterAnswer::of).toList(),
                    template.agentsOnly(),
                    warnings.of(template).map(WorkspaceWarnings.Warning::words).orElse(null));
        }
    }

    /**
     * What to choose when a workspace is made.
     *
     * @param defaultValue null where a value must be given, and for secrets
     */
    record ParameterAnswer(
            String name,
            String type,
            String description,
            @Nullable String defaultValue,
            boolean required,
            List<String> options) {

        static ParameterAnswer of(TemplateParameter it) {
            boolean secret = it.type() == TemplateParameter.Type.SECRET;
            return new ParameterAnswer(
                    it.name(),
                    it.type().name().toLowerCase(Locale.ROOT),
                    it.description(),
                    secret ? null : it.defaultValue(),
                    it.defaultValue() == null,
                    it.options());
        }
    }

    @GetMapping(path = "/api/v1/templates", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "List the templates you may use")
    Page<TemplateAnswer> list(@AuthenticationPrincipal CurrentUser user) {
        return new Page<>(
                templates.usable(user.id()).stream()
                        .map(it -> TemplateAnswer.of(it, warnings))
                        .toList(),
                null);
    }
}
