package dev.mainspring.chat;

import dev.mainspring.conversation.BranchId;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.ToolCallId;
import dev.mainspring.conversation.UserId;
import dev.mainspring.store.BranchRows;
import dev.mainspring.store.ChatRow;
import dev.mainspring.store.ChatRows;
import dev.mainspring.store.Files;
import dev.mainspring.store.ToolCallRows;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The one place that says whose chat is whose. What is not for a person to see does not exist for
 * them.
 */
@Component
class ChatAccess {

    private final ChatRows chats;
    private final BranchRows branches;
    private final ToolCallRows calls;
    private final Files files;

    ChatAccess(ChatRows chats, BranchRows branches, ToolCallRows calls, Files files) {
        this.chats = chats;
        this.branches = branches;
        this.calls = calls;
        this.files = files;
    }

    /**
     * A chat of this person.
     *
     * @throws ProblemException not_found
     */
    ChatRow require(UserId user, ChatId id) {
        return chats.find(id)
                .filter(chat -> chat.ownerId().equals(user))
                .orElseThrow(() -> ProblemException.notFound("chat", id));
    }

    /** The branch asked for, or the chat's current one. */
    BranchId branch(UserId user, ChatId id, @Nullable BranchId branch) {
        ChatRow chat = require(user, id);
        if (branch == null || branch.equals(chat.branchId())) {
            return chat.branchId();
        }
        if (!chats.hasBranch(id, branch)) {
            throw ProblemException.notFound("branch", branch);
        }
        return branch;
    }

    /** A tool call of a chat of this person. */
    ToolCallRows.Call requireCall(UserId user, ChatId chat, ToolCallId id) {
        require(user, chat);
        return calls.find(id)
                .filter(call -> !shown(chat, List.of(call)).isEmpty())
                .orElseThrow(() -> ProblemException.notFound("tool call", id));
    }

    /** Those of the calls that are the chat's, or of what it was forked from. */
    List<ToolCallRows.Call> shown(ChatId chat, List<ToolCallRows.Call> calls) {
        if (calls.stream().allMatch(call -> call.chatId().equals(chat))) {
            return calls;
        }
        Map<BranchId, Integer> reach = branches.reach(chat);
        return calls.stream()
                .filter(call ->
                        call.chatId().equals(chat)
                                || reach.getOrDefault(call.branchId(), 0) >= call.position())
                .toList();
    }

    /** A file that this person uploaded, or that an agent made in a chat of theirs. */
    Optional<Files.Entry> file(UserId user, UUID id) {
        return files.find(id)
                .filter(file ->
                        file.owner().equals(user)
                                || (file.chat() != null
                                        && chats.find(file.chat())
                                                .filter(chat -> chat.ownerId().equals(user))
                                                .isPresent()));
    }

    /**
     * A file of this person.
     *
     * @throws ProblemException not_found
     */
    Files.Entry requireFile(UserId user, UUID id) {
        return file(user, id).orElseThrow(() -> ProblemException.notFound("file", id));
    }
}
