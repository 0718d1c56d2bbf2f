package dev.mainspring.activities.tools;

import dev.mainspring.conversation.ToolSpec;
import dev.mainspring.conversation.ToolState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The product's own tools by name, and what sources add for a chat. */
@Component
public final class Tools implements Toolbox {

    private record Entry(Tool tool, InputCheck check) {}

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final List<ToolSource> sources;
    private final List<ResultNotes> notes;

    @Autowired
    Tools(List<Tool> tools, ObjectProvider<ToolSource> sources, ObjectProvider<ResultNotes> notes) {
        this(tools, sources.orderedStream().toList(), notes.orderedStream().toList());
    }

    Tools(List<Tool> tools) {
        this(tools, List.of(), List.of());
    }

    Tools(List<Tool> tools, List<ToolSource> sources, List<ResultNotes> notes) {
        this.sources = List.copyOf(sources);
        this.notes = List.copyOf(notes);
        for (Tool tool : tools) {
            ToolSpec spec = tool.spec();
            if (entries.put(spec.name(), new Entry(tool, new InputCheck(spec))) != null) {
                throw new IllegalArgumentException("two tools are named " + spec.name());
            }
        }
    }

    public List<Tool> all() {
        return entries.values().stream().map(Entry::tool).toList();
    }

    /** The product's own tool of that name. */
    public Optional<Tool> find(String name) {
        return Optional.ofNullable(entries.get(name)).map(Entry::tool);
    }

    @Override
    public Offer offer(ToolScope scope) {
        List<Tool> known =
                Stream.concat(
                                all().stream(),
                                sources.stream().flatMap(source -> source.tools(scope).stream()))
                        .toList();
        List<ToolSpec> specs =
                known.stream()
                        .filter(tool -> ToolRules.allows(scope, tool.kind()))
                        .map(Tool::spec)
                        .toList();
        return new Offer(specs, known, this::isFurther);
    }

    /** Asks only a source whose tool it would be: others may have to be reached first. */
    private Optional<Tool> find(ToolScope scope, String name) {
        return find(name)
                .or(() ->
                        sources.stream()
                                .filter(source -> source.owns(name))
                                .flatMap(source -> source.tools(scope).stream())
                                .filter(tool -> tool.spec().name().equals(name))
                                .findFirst());
    }

    @Override
    public Optional<String> problem(ToolScope scope, String name, JsonNode input) {
        if (isFurther(name)) {
            return Optional.empty();
        }
        return allowed(scope, name)
                .map(tool -> problem(tool, input))
                .orElseGet(() -> Optional.of(missing(scope, name)));
    }

    /** Whether it would be a source's tool, which may come and go. */
    private boolean isFurther(String name) {
        return !entries.containsKey(name) && sources.stream().anyMatch(it -> it.owns(name));
    }

    /** A source's tools are known to the model by their server's name. */
    private String missing(ToolScope scope, String name) {
        String names =
                all().stream()
                        .filter(it -> ToolRules.allows(scope, it.kind()))
                        .map(it -> it.spec().name())
                        .collect(Collectors.joining(", "));
        String more = sources.isEmpty() ? "" : ", and the tools of MCP servers";
        return "there is no tool named '%s'; there are: %s%s".formatted(name, names, more);
    }

    @Override
    public ToolOutput run(ToolScope scope, String name, ToolRun run) {
        Optional<Tool> tool = allowed(scope, name);
        if (tool.isEmpty()) {
            return ToolResults.failed(missing(scope, name));
        }
        return problem(tool.get(), run.input())
                .map(ToolResults::failed)
                .orElseGet(() -> noted(name, run, run(tool.get(), run)));
    }

    private ToolOutput noted(String name, ToolRun run, ToolOutput output) {
        ToolOutput noted = output;
        for (ResultNotes note : notes) {
            noted = note.add(name, run, noted);
        }
        return noted;
    }

    private Optional<Tool> allowed(ToolScope scope, String name) {
        return find(scope, name).filter(it -> ToolRules.allows(scope, it.kind()));
    }

    /** What is wrong with an input, by the tool's schema. */
    Optional<String> problem(Tool tool, JsonNode input) {
        if (tool.checksInput()) {
            return Optional.empty();
        }
        Entry own = entries.get(tool.spec().name());
        InputCheck check = own == null ? new InputCheck(tool.spec()) : own.check();
        return check.problem(input);
    }

    private static ToolOutput run(Tool tool, ToolRun run) {
        try {
            return tool.run(run);
        } catch (StoppedException e) {
            return ToolResults.of(
                    ToolState.CANCELLED,
                    ToolResults.object().put("error", String.valueOf(e.getMessage())),
                    null,
                    false);
        }
    }
}
