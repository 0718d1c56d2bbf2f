package dev.mainspring.api;

import dev.mainspring.chat.Page;
import dev.mainspring.chat.ProblemCode;
import dev.mainspring.chat.ProblemException;
import dev.mainspring.conversation.TemplateId;
import dev.mainspring.conversation.UserId;
import dev.mainspring.conversation.WorkspaceId;
import dev.mainspring.conversation.WorkspaceState;
import dev.mainspring.conversation.WorkspaceVerb;
import dev.mainspring.security.CurrentUser;
import dev.mainspring.store.OrderRefusedException;
import dev.mainspring.store.TemplateRights;
import dev.mainspring.store.WorkspaceLogLine;
import dev.mainspring.store.WorkspaceOrders;
import dev.mainspring.store.WorkspaceRow;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The machines the agents work in. */
@RestController
@RequestMapping(path = "/api/v1/workspaces", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "workspaces")
class WorkspacesController {

    private final WorkspaceOrders workspaces;
    private final TemplateRights templates;

    WorkspacesController(WorkspaceOrders workspaces, TemplateRights templates) {
        this.workspaces = workspaces;
        this.templates = templates;
    }

    /**
     * A workspace to make.
     *
     * @param name the template's where it is absent
     * @param parameters by name, as the template asks for them
     */
    record WorkspaceBody(
            TemplateId templateId,
            @Nullable String name,
            @Nullable Map<String, String> parameters) {}

    /**
     * A workspace.
     *
     * @param directory where commands run, absolute; null until it is known
     * @param error why the last build failed
     */
    record WorkspaceAnswer(
            WorkspaceId id,
            String name,
            TemplateId templateId,
            WorkspaceState state,
            @Nullable String directory,
            UserId ownerId,
            @Nullable String error,
            Instant createdAt,
            Instant lastUsedAt) {

        static WorkspaceAnswer of(WorkspaceRow row) {
            return new WorkspaceAnswer(
                    row.id(),
                    row.name(),
                    row.templateId(),
                    row.state(),
                    row.memory().get("directory"),
                    row.ownerId(),
                    row.error(),
                    row.createdAt(),
                    row.lastUsedAt());
        }
    }

    @GetMapping
    @Operation(summary = "List your workspaces, the last used first")
    Page<WorkspaceAnswer> list(@AuthenticationPrincipal CurrentUser user) {
        return new Page<>(
                workspaces.list(user.id()).stream().map(WorkspaceAnswer::of).toList(), null);
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Have a workspace made; its state tells how far it is")
    WorkspaceAnswer create(
            @AuthenticationPrincipal CurrentUser user, @RequestBody WorkspaceBody body) {
        TemplateId template = Fields.require("template_id", body.templateId());
        if (templates.find(user.id(), template).isEmpty()) {
            throw new ProblemException(
                    ProblemCode.UNKNOWN_TEMPLATE,
                    "there is no template '" + template + "' that you may use",
                    List.of(
                            new ProblemException.FieldError(
                                    "template_id", "must name a template you may use")));
        }
        Map<String, String> parameters = body.parameters() == null ? Map.of() : body.parameters();
        try {
            return WorkspaceAnswer.of(
                    workspaces.create(
                            user.id(),
                            new WorkspaceOrders.Order(template, body.name(), parameters)));
        } catch (OrderRefusedException refused) {
            throw new ProblemException(
                    ProblemCode.INVALID_REQUEST, String.valueOf(refused.getMessage()));
        }
    }

    @GetMapping("/{workspaceId}")
    @Operation(summary = "Get a workspace")
    WorkspaceAnswer get(
            @AuthenticationPrincipal CurrentUser user, @PathVariable WorkspaceId workspaceId) {
        return WorkspaceAnswer.of(require(user, workspaceId));
    }

    @PostMapping("/{workspaceId}/start")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Start a workspace, or build it anew after an error")
    WorkspaceAnswer start(
            @AuthenticationPrincipal CurrentUser user, @PathVariable WorkspaceId workspaceId) {
        return request(user, workspaceId, WorkspaceVerb.START);
    }

    @PostMapping("/{workspaceId}/stop")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Stop a workspace; its files stay")
    WorkspaceAnswer stop(
            @AuthenticationPrincipal CurrentUser user, @PathVariable WorkspaceId workspaceId) {
        return request(user, workspaceId, WorkspaceVerb.STOP);
    }

    @DeleteMapping("/{workspaceId}")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Delete a workspace with its files")
    WorkspaceAnswer delete(
            @AuthenticationPrincipal CurrentUser user, @PathVariable WorkspaceId workspaceId) {
        return request(user, workspaceId, WorkspaceVerb.DELETE);
    }

    @GetMapping("/{workspaceId}/logs")
    @Operation(
            summary = "Read the log of a workspace's builds",
            description = "The cursor is the seq to ask after next.")
    Page<WorkspaceLogLine> logs(
            @AuthenticationPrincipal CurrentUser user,
            @PathVariable WorkspaceId workspaceId,
            @RequestParam(defaultValue = "0") @Min(0) long after,
            @RequestParam(defaultValue = "200") @Min(1) @Max(1000) int limit) {
        require(user, workspaceId);
        List<WorkspaceLogLine> found = workspaces.logs(user.id(), workspaceId, after, limit + 1);
        boolean more = found.size() > limit;
        List<WorkspaceLogLine> page = more ? found.subList(0, limit) : found;
        return new Page<>(page, more ? String.valueOf(page.getLast().seq()) : null);
    }

    private WorkspaceAnswer request(CurrentUser user, WorkspaceId id, WorkspaceVerb verb) {
        require(user, id);
        return workspaces
                .request(user.id(), id, verb)
                .map(WorkspaceAnswer::of)
                .orElseThrow(() -> ProblemException.notFound("workspace", id));
    }

    /** What is deleted is no more there. */
    private WorkspaceRow require(CurrentUser user, WorkspaceId id) {
        return workspaces
                .find(user.id(), id)
                .filter(row -> row.state() != WorkspaceState.DELETED)
                .orElseThrow(() -> ProblemException.notFound("workspace", id));
    }
}
