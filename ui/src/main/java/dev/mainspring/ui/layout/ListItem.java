package dev.mainspring.ui.layout;

import dev.mainspring.chat.AgentView;
import dev.mainspring.chat.ChatView;

/** One line of the sidebar's list; equal items look the same. */
sealed interface ListItem {

    /** Which chats are listed, where it is not all of them. */
    record Bar(ListView view) implements ListItem {}

    record Heading(String words) implements ListItem {}

    record Chat(ChatView chat, boolean current) implements ListItem {}

    record Agent(AgentView agent, boolean current) implements ListItem {}

    record Nothing(String words) implements ListItem {}

    record More() implements ListItem {}
}
