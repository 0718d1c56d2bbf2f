package dev.mainspring.ui.chat;

import dev.mainspring.chat.Agents;
import dev.mainspring.chat.ChatBranches;
import dev.mainspring.chat.ChatContexts;
import dev.mainspring.chat.ChatControls;
import dev.mainspring.chat.ChatQueue;
import dev.mainspring.chat.ChatRequests;
import dev.mainspring.chat.ChatStreams;
import dev.mainspring.chat.Chats;
import dev.mainspring.chat.Forks;
import dev.mainspring.chat.ModelDirectory;
import dev.mainspring.chat.Processes;
import dev.mainspring.chat.WorkspaceViews;
import dev.mainspring.config.TemporalTarget;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** What an open chat calls. */
@Component
record ChatServices(
        Chats chats,
        ChatControls controls,
        ChatQueue queue,
        ChatBranches branches,
        Forks forks,
        Agents agents,
        ChatContexts contexts,
        Processes processes,
        ChatRequests requests,
        ChatStreams streams,
        WorkspaceViews workspaces,
        ModelDirectory models,
        TemporalTarget temporal,
        Clock clock) {}
