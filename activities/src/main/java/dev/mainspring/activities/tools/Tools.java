package dev.mainspring.activities.tools;

import dev.mainspring.conversation.ToolClass;
import dev.mainspring.conversation.ToolSpec;
import dev.mainspring.conversation.ToolState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** All tools by name. Immutable. */
@Component
public final class Tools implements Toolbox {

    private record Entry(Tool tool, InputCheck check) {}

    private final Map<String, Entry> entries = new LinkedHashMap<>();

    public Tools(List<Tool> tools) {
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

    public Optional<Tool> find(String name) {
        return Optional.ofNullable(entries.get(name)).map(Entry::tool);
    }

    @Override
    public List<ToolSpec> specs() {
        return all().stream().map(Tool::spec).toList();
    }

    @Override
    public ToolClass kind(String name) {
        return find(name).map(Tool::kind).orElse(ToolClass.READ);
    }

    @Override
    public ToolOutput run(String name, ToolRun run) {
        Optional<ToolOutput> refusal = refuse(name, run.input());
        return refusal.orElseGet(() -> run(find(name).orElseThrow(), run));
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

    /** Why a call cannot run, as its result: there is no such tool, or its input is wrong. */
    public Optional<ToolOutput> refuse(String name, JsonNode input) {
        Entry entry = entries.get(name);
        if (entry == null) {
            return Optional.of(
                    ToolResults.failed(
                            "there is no tool named '%s'; there are: %s"
                                    .formatted(name, String.join(", ", entries.keySet()))));
        }
        return entry.check().problem(input).map(ToolResults::failed);
    }

    @Override
    public String summary(String name, JsonNode input) {
        Entry entry = entries.get(name);
        return entry == null ? Summary.of(name, "") : entry.tool().summary(input);
    }
}
