package dev.mainspring.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.mainspring.chat.ChatRequests;
import dev.mainspring.chat.Page;
import dev.mainspring.chat.RequestView;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.Decision;
import dev.mainspring.conversation.Reply;
import dev.mainspring.conversation.RequestId;
import dev.mainspring.conversation.RequestKind;
import dev.mainspring.conversation.Todo;
import dev.mainspring.security.CurrentUser;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the agent asks of people: approvals, questions, plans; and its checklist. */
@RestController
@RequestMapping(path = "/api/v1/chats/{chatId}", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "requests", description = "What the agent asks of people; the first answer counts")
class RequestsController {

    private static final String TWICE =
            "The first answer counts; a second one is told what was decided: 409"
                    + " already_answered. After a stop: 409 withdrawn.";

    private final ChatRequests requests;

    RequestsController(ChatRequests requests) {
        this.requests = requests;
    }

    /**
     * An answer to an approval.
     *
     * @param decision allow, allow_always or deny
     * @param note for the agent
     */
    record ApprovalBody(Verdict decision, @Nullable String note) {}

    /** What may be decided of an approval. */
    enum Verdict {
        ALLOW,
        ALLOW_ALWAYS,
        DENY;

        Decision decision() {
            return Decision.valueOf(name());
        }

        @JsonValue
        String wire() {
            return decision().wire();
        }

        @JsonCreator
        static Verdict of(String wire) {
            return valueOf(wire.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * Answers to a form.
     *
     * @param answers one for each question, in their order
     */
    record AnswersBody(List<ChosenBody> answers, @Nullable String note) {

        Reply reply() {
            List<Reply.Chosen> chosen =
                    Fields.require("answers", answers).stream()
                            .map(it ->
                                    new Reply.Chosen(
                                            it.selected() == null ? List.of() : it.selected(),
                                            it.other()))
                            .toList();
            return Reply.answers(chosen, note);
        }
    }

    /**
     * The answer to one question.
     *
     * @param selected labels of options
     * @param other in your own words
     */
    record ChosenBody(@Nullable List<String> selected, @Nullable String other) {}

    /**
     * A decision on a plan.
     *
     * @param id the plan meant; the one proposed last where it is absent
     * @param decision approve, edit (with the plan as you want it) or reject
     */
    record PlanBody(
            @Nullable RequestId id,
            PlanVerdict decision,
            @Nullable String plan,
            @Nullable String note) {}

    /** What may be decided of a plan. */
    enum PlanVerdict {
        APPROVE,
        EDIT,
        REJECT;

        Decision decision() {
            return Decision.valueOf(name());
        }

        @JsonValue
        String wire() {
            return decision().wire();
        }

        @JsonCreator
        static PlanVerdict of(String wire) {
            return valueOf(wire.toUpperCase(Locale.ROOT));
        }
    }

    @GetMapping("/requests")
    @Operation(
            summary = "List what the agent asks and nobody has answered, oldest first",
            description =
                    "Those of the chat's sub-agents too: answer them under their own chat_id.")
    Page<RequestView> list(
            @AuthenticationPrincipal CurrentUser user,
            @PathVariable ChatId chatId,
            @Parameter(description = "also what was answered in this chat: the newest 200")
                    @RequestParam(defaultValue = "false")
                    boolean all) {
        return new Page<>(
                all ? requests.all(user.id(), chatId) : requests.open(user.id(), chatId), null);
    }

    @GetMapping("/approvals/{requestId}")
    @Operation(summary = "Get an approval the agent asked for")
    RequestView approval(
            @AuthenticationPrincipal CurrentUser user,
            @PathVariable ChatId chatId,
            @PathVariable RequestId requestId) {
        return requests.get(user.id(), chatId, RequestKind.APPROVAL, requestId);
    }

    @PostMapping(path = "/approvals/{requestId}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Allow or deny what the agent wants to do", description = TWICE)
    RequestView approve(
            @AuthenticationPrincipal CurrentUser user,
            @PathVariable ChatId chatId,
            @PathVariable RequestId requestId,
            @RequestBody ApprovalBody body) {
        Decision decision = Fields.require("decision", body.decision()).decision();
        Reply reply = Reply.of(decision, body.note());
        return requests.answer(user.id(), chatId, RequestKind.APPROVAL, requestId, reply);
    }

    @GetMapping("/questions/{requestId}")
    @Operation(summary = "Get questions the agent asked")
    RequestView questions(
            @AuthenticationPrincipal CurrentUser user,
            @PathVariable ChatId chatId,
            @PathVariable RequestId requestId) {
        return requests.get(user.id(), chatId, RequestKind.QUESTION, requestId);
    }

    @PostMapping(path = "/questions/{requestId}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Answer questions of the agent", description = TWICE)
    RequestView answer(
            @AuthenticationPrincipal CurrentUser user,
            @PathVariable ChatId chatId,
            @PathVariable RequestId requestId,
            @RequestBody AnswersBody body) {
        return requests.answer(user.id(), chatId, RequestKind.QUESTION, requestId, body.reply());
    }

    @GetMapping("/plan")
    @Operation(summary = "Get the plan the agent proposed last")
    RequestView plan(@AuthenticationPrincipal CurrentUser user, @PathVariable ChatId chatId) {
        return requests.plan(user.id(), chatId);
    }

    @PostMapping(path = "/plan", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Approve, rewrite or reject the agent's plan",
            description = "Approving ends plan mode. " + TWICE)
    RequestView decide(
            @AuthenticationPrincipal CurrentUser user,
            @PathVariable ChatId chatId,
            @RequestBody PlanBody body) {
        RequestId id = body.id() == null ? requests.plan(user.id(), chatId).id() : body.id();
        Decision decision = Fields.require("decision", body.decision()).decision();
        Reply reply = Reply.plan(decision, body.plan(), body.note());
        return requests.answer(user.id(), chatId, RequestKind.PLAN, id, reply);
    }

    @GetMapping("/todos")
    @Operation(summary = "Get the agent's checklist")
    Page<Todo> todos(@AuthenticationPrincipal CurrentUser user, @PathVariable ChatId chatId) {
        return new Page<>(requests.todos(user.id(), chatId), null);
    }
}
