package dev.mainspring.store;

import dev.mainspring.conversation.ChatEvent;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.TemplateId;
import dev.mainspring.conversation.UserId;
import dev.mainspring.conversation.WorkspaceId;
import dev.mainspring.conversation.WorkspaceState;
import dev.mainspring.conversation.WorkspaceVerb;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What people and agents ask of workspaces. The one place where it is decided whether they may: a
 * workspace is reachable by its owner alone, a template by those it names.
 */
@Component
public class WorkspaceOrders {

    private static final int NAME_CHARACTERS = 100;

    private final Workspaces workspaces;
    private final TemplateRights templates;
    private final ChatTransactions chats;
    private final ChatRows chatRows;
    private final Outbox outbox;
    private final Sealer sealer;
    private final Clock clock;

    WorkspaceOrders(
            Workspaces workspaces,
            TemplateRights templates,
            ChatTransactions chats,
            ChatRows chatRows,
            Outbox outbox,
            Sealer sealer,
            Clock clock) {
        this.workspaces = workspaces;
        this.templates = templates;
        this.chats = chats;
        this.chatRows = chatRows;
        this.outbox = outbox;
        this.sealer = sealer;
        this.clock = clock;
    }

    /**
     * What to make.
     *
     * @param name null for one made from the template's
     */
    public record Order(
            TemplateId template, @Nullable String name, Map<String, String> parameters) {}

    /** A person's own, without what is deleted. */
    public List<WorkspaceRow> list(UserId owner) {
        return workspaces.list(owner);
    }

    /** Empty for somebody else's, too. */
    public Optional<WorkspaceRow> find(UserId owner, WorkspaceId id) {
        return workspaces.find(id).filter(row -> row.ownerId().equals(owner));
    }

    /** The chat's workspace; empty if it has none, or its own is deleted or not its owner's. */
    public Optional<WorkspaceRow> ofChat(ChatId chat) {
        return chatRows.root(chat).flatMap(this::ofChat);
    }

    /** The log of a build; empty for somebody else's. */
    public List<WorkspaceLogLine> logs(UserId owner, WorkspaceId id, long afterSeq, int limit) {
        return find(owner, id).isPresent() ? workspaces.logs(id, afterSeq, limit) : List.of();
    }

    /**
     * Has a workspace made, for no chat in particular.
     *
     * @throws OrderRefusedException if the template or a parameter is not right
     */
    public WorkspaceRow create(UserId owner, Order order) {
        WorkspaceRow row = row(owner, order);
        workspaces.insert(row);
        outbox.add(Outbox.Kind.WORKSPACE, row.id().value(), WorkspaceVerb.START.wire(), now());
        return row;
    }

    /**
     * Gives the chat's workspace, having it made first where it has none or a deleted one.
     *
     * @throws OrderRefusedException if the template or a parameter is not right
     */
    public WorkspaceRow createFor(ChatId chat, Order order) {
        return chats.in(
                chat,
                tx -> {
                    Optional<WorkspaceRow> known = ofChat(tx.chat());
                    if (known.isPresent()) {
                        return known.get();
                    }
                    WorkspaceRow row = row(tx.chat().ownerId(), order);
                    workspaces.insert(row);
                    if (tx.chat().workspaceId() != null) {
                        workspaces.remember(
                                row.id(),
                                WorkspaceRow.REPLACES,
                                tx.chat().workspaceId().toString());
                    }
                    new ChatSettings(tx).workspace(row.id());
                    tx.event(new ChatEvent.WorkspaceState(row.id(), row.state().wire()));
                    tx.outbox(Outbox.Kind.WORKSPACE, row.id().value(), WorkspaceVerb.START.wire());
                    return row;
                });
    }

    /**
     * Asks for a build. What is so already, or asked for already, stays as it is.
     *
     * @return the workspace; empty for somebody else's
     */
    public Optional<WorkspaceRow> request(UserId owner, WorkspaceId id, WorkspaceVerb verb) {
        Optional<WorkspaceRow> row = find(owner, id);
        if (row.isPresent() && row.get().state() != WorkspaceState.DELETED) {
            if (!done(row.get(), verb)) {
                workspaces.want(id, verb, now());
            }
            outbox.add(Outbox.Kind.WORKSPACE, id.value(), verb.wire(), now());
        }
        return find(owner, id);
    }

    /** Tells Temporal again of a build that waits. */
    public void remind(WorkspaceRow row) {
        WorkspaceVerb verb = row.working() == null ? row.wanted() : row.working();
        if (verb != null) {
            outbox.add(Outbox.Kind.WORKSPACE, row.id().value(), verb.wire(), now());
        }
    }

    /** The values of a workspace's parameters, secret ones in plain text. */
    public Map<String, String> parameters(WorkspaceRow row, Template template) {
        Map<String, String> values = new LinkedHashMap<>();
        for (TemplateParameter parameter : template.parameters()) {
            String value = row.parameters().get(parameter.name());
            String given = value == null ? parameter.defaultValue() : value;
            if (value != null && parameter.type() == TemplateParameter.Type.SECRET) {
                given = sealer.open(purpose(row.id(), parameter), value);
            }
            values.put(parameter.name(), given == null ? "" : given);
        }
        return values;
    }

    private Optional<WorkspaceRow> ofChat(ChatRow chat) {
        WorkspaceId id = chat.workspaceId();
        return id == null
                ? Optional.empty()
                : find(chat.ownerId(), id).filter(row -> row.state() != WorkspaceState.DELETED);
    }

    private WorkspaceRow row(UserId owner, Order order) {
        Template template =
                templates
                        .find(owner, order.template())
                        .orElseThrow(() ->
                                new OrderRefusedException(
                                        "there is no template '%s' that you may use"
                                                .formatted(order.template())));
        WorkspaceId id = WorkspaceId.random();
        String name = order.name() == null ? template.name() : order.name().strip();
        if (name.isEmpty() || name.length() > NAME_CHARACTERS) {
            throw new OrderRefusedException("name must be 1 to " + NAME_CHARACTERS + " characters");
        }
        Instant now = now();
        return new WorkspaceRow(
                id,
                owner,
                template.id(),
                name,
                WorkspaceState.PENDING,
                null,
                checked(id, template, order.parameters()),
                Map.of(),
                WorkspaceVerb.START,
                null,
                0,
                now,
                now,
                now);
    }

    private Map<String, String> checked(
            WorkspaceId id, Template template, Map<String, String> given) {
        Map<String, String> values = new LinkedHashMap<>();
        for (TemplateParameter parameter : template.parameters()) {
            String value = given.get(parameter.name());
            if (value == null) {
                if (parameter.defaultValue() == null) {
                    throw new OrderRefusedException(
                            "parameter '" + parameter.name() + "' must be given");
                }
                continue;
            }
            String problem = parameter.problem(value);
            if (problem != null) {
                throw new OrderRefusedException("parameter '" + parameter.name() + "' " + problem);
            }
            values.put(
                    parameter.name(),
                    parameter.type() == TemplateParameter.Type.SECRET
                            ? sealer.seal(purpose(id, parameter), value)
                            : value);
        }
        given.keySet().stream()
                .filter(name ->
                        template.parameters().stream().noneMatch(p -> p.name().equals(name)))
                .findFirst()
                .ifPresent(name -> {
                    throw new OrderRefusedException(
                            "template '%s' has no parameter '%s'".formatted(template.id(), name));
                });
        return values;
    }

    private static boolean done(WorkspaceRow row, WorkspaceVerb verb) {
        if (row.wanted() != null || row.working() != null) {
            return verb == (row.wanted() == null ? row.working() : row.wanted());
        }
        return switch (verb) {
            case START -> row.state() == WorkspaceState.READY;
            case STOP -> row.state() == WorkspaceState.STOPPED;
            case DELETE -> row.state() == WorkspaceState.DELETED;
        };
    }

    private static String purpose(WorkspaceId id, TemplateParameter parameter) {
        return "workspace/" + id + "/" + parameter.name();
    }

    private Instant now() {
        return clock.instant();
    }
}
