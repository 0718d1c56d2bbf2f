package dev.mainspring.activities.context;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.mainspring.activities.tools.ResultNotes;
import dev.mainspring.activities.tools.ToolOutput;
import dev.mainspring.activities.tools.ToolRun;
import dev.mainspring.activities.turn.CompactionKeep;
import dev.mainspring.activities.workspace.Shell;
import dev.mainspring.activities.workspace.ShellException;
import dev.mainspring.conversation.BranchId;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.Message;
import dev.mainspring.conversation.ToolState;
import dev.mainspring.store.ChatRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tells the agent the instruction files of deeper folders, with the first file it touches there:
 * the system prompt stays as it is, for the provider's cache. Told again after a change, and after
 * the conversation was summarised.
 */
@Component
class NestedInstructions implements ResultNotes, CompactionKeep {

    private static final Logger log = LoggerFactory.getLogger(NestedInstructions.class);
    private static final int MOST_CHATS = 2_000;
    private static final int MOST_FOLDERS = 32;

    /** A folder is looked at again for changes after this. */
    private static final Duration FRESH = Duration.ofMinutes(5);

    private record Place(ChatId chat, String folder) {}

    private final Briefings briefings;
    private final Cache<Place, Boolean> looked =
            Caffeine.newBuilder().expireAfterWrite(FRESH).maximumSize(MOST_CHATS * 10).build();
    private final Cache<ChatId, Map<String, Integer>> told =
            Caffeine.newBuilder().maximumSize(MOST_CHATS).build();

    NestedInstructions(Briefings briefings) {
        this.briefings = briefings;
    }

    @Override
    public ToolOutput add(String tool, ToolRun run, ToolOutput output) {
        List<String> files = files(tool, run.input()).toList();
        boolean object = output.result() instanceof ObjectNode;
        if (output.state() != ToolState.FINISHED || files.isEmpty() || !object) {
            return output;
        }
        if (files.stream().anyMatch(NestedInstructions::isInstruction)) {
            briefings.forget(run.chat());
        }
        try {
            return with(output, unknown(run.chat(), run.shell(), files));
        } catch (ShellException e) {
            log.warn("call {}: nested instructions not read: {}", run.call(), e.getMessage());
            return output;
        }
    }

    private static Stream<String> files(String tool, JsonNode input) {
        return switch (tool) {
            case "read_file", "write_file" -> Stream.of(input.path("path").asString(""));
            case "edit_files" ->
                    input.path("files").valueStream().map(it -> it.path("path").asString(""));
            default -> Stream.empty();
        };
    }

    private static boolean isInstruction(String path) {
        return path.endsWith("AGENTS.md") || path.endsWith("CLAUDE.md");
    }

    private List<ToldFile> unknown(ChatId chat, Shell shell, List<String> files) {
        List<String> folders =
                files.stream()
                        .flatMap(file -> foldersAbove(shell.directory(), file).stream())
                        .distinct()
                        .filter(it -> looked.getIfPresent(new Place(chat, it)) == null)
                        .limit(MOST_FOLDERS)
                        .toList();
        if (folders.isEmpty()) {
            return List.of();
        }
        List<ToldFile> found = ToldFile.read(shell, "nested", folders);
        folders.forEach(it -> looked.put(new Place(chat, it), true));
        Map<String, Integer> known = told.get(chat, none -> new ConcurrentHashMap<>());
        return found.stream().filter(file -> isNews(known, file)).toList();
    }

    private static boolean isNews(Map<String, Integer> known, ToldFile file) {
        Integer before = known.put(file.path(), file.text().hashCode());
        return before == null || before != file.text().hashCode();
    }

    /** The folders from below the workspace's directory down to the file's, outermost first. */
    static List<String> foldersAbove(String directory, String file) {
        String root = directory.endsWith("/") ? directory : directory + "/";
        String inside = file.startsWith(root) ? file.substring(root.length()) : file;
        String relative = inside.startsWith("./") ? inside.substring(2) : inside;
        List<String> folders = new ArrayList<>();
        if (relative.startsWith("/") || Stream.of(relative.split("/")).anyMatch(".."::equals)) {
            return folders;
        }
        for (int slash = relative.indexOf('/');
                slash > 0;
                slash = relative.indexOf('/', slash + 1)) {
            folders.add(root + relative.substring(0, slash));
        }
        return folders;
    }

    private static ToolOutput with(ToolOutput output, List<ToldFile> files) {
        if (files.isEmpty()) {
            return output;
        }
        ObjectNode result = ((ObjectNode) output.result()).deepCopy();
        ArrayNode notes = result.putArray("instructions");
        files.forEach(file ->
                notes.addObject()
                        .put("path", file.path())
                        .put("text", file.cut() ? file.text() + "\n[cut]" : file.text()));
        return new ToolOutput(
                output.state(), result, output.fullOutput(), output.truncated(), output.images());
    }

    /** Nothing: they are told again with the next file touched there. */
    @Override
    public Optional<String> of(ChatRow chat, BranchId branch, List<Message> kept) {
        return Optional.empty();
    }

    @Override
    public void compacted(ChatId chat) {
        told.invalidate(chat);
        looked.asMap().keySet().removeIf(place -> place.chat().equals(chat));
    }
}
