package dev.mainspring.activities.turn;

import dev.mainspring.conversation.Message;
import dev.mainspring.conversation.Part;
import dev.mainspring.store.ChatRow;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Keeps the names of the files the agent wrote, the last touched last. */
@Component
@Order(300)
class KeepFiles implements CompactionKeep {

    private static final int MOST_FILES = 200;

    @Override
    public Optional<String> of(ChatRow chat, List<Message> path, List<Message> kept) {
        KeptCalls calls = KeptCalls.of(path);
        List<String> newestFirst =
                calls.calls().reversed().stream()
                        .filter(calls::succeeded)
                        .flatMap(KeepFiles::written)
                        .distinct()
                        .limit(MOST_FILES)
                        .toList();
        if (newestFirst.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                newestFirst.reversed().stream()
                        .map(name -> "- `" + name + "`")
                        .collect(Collectors.joining("\n", "## Files written\n\n", "")));
    }

    private static Stream<String> written(Part.ToolCall call) {
        return switch (call.name()) {
            case "write_file" -> Stream.of(call.input().path("path").asString(""));
            case "edit_files" ->
                    call.input()
                            .path("files")
                            .valueStream()
                            .map(file -> file.path("path").asString(""));
            default -> Stream.empty();
        };
    }
}
