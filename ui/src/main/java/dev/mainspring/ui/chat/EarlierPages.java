package dev.mainspring.ui.chat;

import dev.mainspring.chat.Page;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.Message;
import dev.mainspring.conversation.ProcessStatus;
import dev.mainspring.conversation.ToolCallId;
import dev.mainspring.conversation.UserId;
import dev.mainspring.ui.tool.Call;
import dev.mainspring.ui.transcript.Transcript;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Loads a transcript from its end, a page at a time. */
final class EarlierPages {

    /** The newest 50 messages load. */
    private static final int PAGE = 50;

    /** How far back a link to a message leads: 2,000 messages. */
    private static final int MAX_PAGES_BACK = 40;

    private final ChatServices services;
    private final UserId user;
    private final ChatId chat;
    private final Transcript transcript;
    private @Nullable String before;

    EarlierPages(ChatServices services, UserId user, ChatId chat, Transcript transcript) {
        this.services = services;
        this.user = user;
        this.chat = chat;
        this.transcript = transcript;
    }

    /** Begins at the end again, with nothing on screen. */
    void restart() {
        transcript.clear();
        before = null;
    }

    /** Shows the page before what is shown; the last message of it. */
    Optional<Message> load() {
        int from = before == null ? Integer.MAX_VALUE : Integer.parseInt(before);
        Page<Message> page = services.chats().messagesBefore(user, chat, null, from, PAGE);
        before = page.nextCursor();
        transcript.prepend(page.items(), calls(page.items()), before != null);
        return page.items().isEmpty() ? Optional.empty() : Optional.of(page.items().getLast());
    }

    /** Loads up to a position, if that is not too far back. */
    void loadTo(int position, Runnable loadPage) {
        for (int i = 0; i < MAX_PAGES_BACK && isEarlier(position); i++) {
            loadPage.run();
        }
    }

    private boolean isEarlier(int position) {
        return before != null && position < Integer.parseInt(before);
    }

    private Map<ToolCallId, Call> calls(List<Message> messages) {
        List<ToolCallId> ids = Transcript.callsIn(messages);
        if (ids.isEmpty()) {
            return Map.of();
        }
        Map<ToolCallId, ProcessStatus> processes = services.processes().look(user, chat, ids);
        return services.controls().toolCalls(user, chat, ids).stream()
                .map(row -> Call.of(row).withProcess(processes.get(row.id())))
                .collect(Collectors.toMap(Call::id, Function.identity()));
    }
}
