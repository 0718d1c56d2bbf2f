package dev.mainspring.activities.mcp;

import dev.mainspring.activities.Cancellation;
import dev.mainspring.activities.DetachedException;
import dev.mainspring.activities.tools.FileStore;
import dev.mainspring.activities.tools.Summary;
import dev.mainspring.activities.tools.Tool;
import dev.mainspring.activities.tools.ToolOutput;
import dev.mainspring.activities.tools.ToolResults;
import dev.mainspring.activities.tools.ToolRun;
import dev.mainspring.conversation.Json;
import dev.mainspring.conversation.ToolSpec;
import dev.mainspring.conversation.ToolState;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

/** A tool of an MCP server. A call is made once: nothing tells whether it may be made again. */
final class McpTool implements Tool {

    private static final TypeReference<Map<String, Object>> ARGUMENTS = new TypeReference<>() {};

    private final McpEndpoint.Use use;
    private final McpToolList.Entry entry;
    private final McpSessions sessions;
    private final FileStore files;

    McpTool(McpEndpoint.Use use, McpToolList.Entry entry, McpSessions sessions, FileStore files) {
        this.use = use;
        this.entry = entry;
        this.sessions = sessions;
        this.files = files;
    }

    @Override
    public ToolSpec spec() {
        return entry.spec();
    }

    @Override
    public String summary(JsonNode input) {
        String arguments = input.isEmpty() ? "" : input.toString();
        return Summary.of(entry.name() + " (" + use.server().name() + ")", arguments);
    }

    /** The schema is the server's: a pattern of its own could keep us busy for ever. */
    @Override
    public boolean checksInput() {
        return true;
    }

    @Override
    public ToolOutput run(ToolRun run) {
        if (!run.input().isObject()) {
            return ToolResults.failed("the arguments are not a JSON object");
        }
        Optional<McpFailure> unreachable = connect(run.cancellation());
        if (run.cancellation().state() == Cancellation.State.DETACHED) {
            throw new DetachedException("call " + run.call());
        }
        boolean again = run.begin(EFFECT_ELSEWHERE).isPresent();
        if (again && !entry.repeatable()) {
            return unknown(
                    "the control plane was interrupted while this call ran; whether it had an"
                            + " effect is unknown, and it was not repeated: look before you"
                            + " call it again");
        }
        if (run.cancellation().state() == Cancellation.State.INTERRUPTED) {
            return ended(ToolState.CANCELLED, "not run: stopped before it");
        }
        return unreachable.map(this::failed).orElseGet(() -> call(run, true));
    }

    private Optional<McpFailure> connect(Cancellation cancellation) {
        try {
            sessions.session(use, cancellation);
            return Optional.empty();
        } catch (McpFailure e) {
            return Optional.of(e);
        }
    }

    private ToolOutput call(ToolRun run, boolean mayReconnect) {
        McpOutcome outcome;
        try {
            outcome =
                    sessions.call(
                            use,
                            session ->
                                    session.call(
                                            entry.name(),
                                            Json.MAPPER.convertValue(run.input(), ARGUMENTS),
                                            run.call().toString(),
                                            use.server().timeout(),
                                            run.cancellation(),
                                            run::output));
        } catch (McpFailure e) {
            return lost(run, e, mayReconnect);
        }
        return switch (outcome) {
            case McpOutcome.Answered answered -> McpResults.of(answered.result(), run, files);
            case McpOutcome.Refused refused -> ToolResults.failed(refused.why());
            case McpOutcome.Stopped stopped -> stopped(run);
            case McpOutcome.TimedOut late ->
                    open("no answer within %d s".formatted(late.after().toSeconds()));
            case McpOutcome.Lost lost -> lost(run, lost.failure(), mayReconnect);
        };
    }

    private ToolOutput lost(ToolRun run, McpFailure failure, boolean mayReconnect) {
        return switch (failure.effect()) {
            case EXPIRED -> mayReconnect ? call(run, false) : failed(failure);
            case NONE -> failed(failure);
            case POSSIBLE ->
                    entry.repeatable() && mayReconnect
                            ? call(run, false)
                            : open(String.valueOf(failure.getMessage()));
        };
    }

    private ToolOutput stopped(ToolRun run) {
        if (run.cancellation().state() == Cancellation.State.DETACHED) {
            throw new DetachedException("call " + run.call());
        }
        if (entry.repeatable()) {
            return ended(ToolState.CANCELLED, "stopped by the person");
        }
        return unknown(
                "stopped by the person; the server was told, but whether the call had an effect is"
                        + " unknown");
    }

    /** Something went wrong after the call was on its way. */
    private ToolOutput open(String why) {
        String told = "MCP server '" + use.server().name() + "': " + why;
        return entry.repeatable()
                ? ToolResults.failed(told)
                : unknown(told + "; whether the call had an effect is unknown");
    }

    private ToolOutput failed(McpFailure failure) {
        return ToolResults.failed(
                "MCP server '%s' cannot be used now: %s; nothing was called"
                        .formatted(use.server().name(), failure.getMessage()));
    }

    private static ToolOutput unknown(String why) {
        return ended(ToolState.UNKNOWN, why);
    }

    private static ToolOutput ended(ToolState state, String why) {
        return new ToolOutput(
                state, ToolResults.object().put("error", why), null, false, java.util.List.of());
    }
}
