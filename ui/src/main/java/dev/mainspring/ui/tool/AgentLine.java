package dev.mainspring.ui.tool;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Span;
import dev.mainspring.chat.AgentView;
import dev.mainspring.conversation.AgentState;
import dev.mainspring.ui.element.Dom;
import dev.mainspring.ui.element.Icon;
import dev.mainspring.ui.element.Moment;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How a sub-agent stands at this moment; leads to its chat. */
final class AgentLine extends Anchor {

    private @Nullable AgentView shown;

    AgentLine() {
        addClassName("agent-line");
        Dom.testId(this, "agent-line");
    }

    void show(AgentView agent) {
        if (agent.equals(shown)) {
            return;
        }
        shown = agent;
        setHref("chats/" + agent.id());
        getElement().setAttribute("data-agent", agent.state().wire());
        removeAll();
        add(new AgentDot(agent.state()), Dom.span("agent-state", AgentDot.words(agent.state())));
        String doing = doing(agent);
        if (!doing.isEmpty()) {
            Span words = Dom.span("agent-doing", doing);
            words.getElement().setAttribute("title", doing);
            add(words);
        }
        add(time(agent), open());
    }

    private static String doing(AgentView agent) {
        if (agent.error() != null) {
            return agent.error().message();
        }
        boolean said = agent.state() == AgentState.QUEUED || agent.doing() == null;
        return said ? "" : String.valueOf(agent.doing());
    }

    private static Span time(AgentView agent) {
        Span time = Dom.span("agent-time", "");
        if (agent.startedAt() != null && agent.endedAt() != null) {
            Duration took = Duration.between(agent.startedAt(), agent.endedAt());
            time.setText(Moment.words(took));
        } else if (agent.startedAt() != null) {
            time.add(Moment.since(agent.startedAt()));
        }
        return time;
    }

    private static Span open() {
        Span open = Dom.span("agent-open", "");
        open.add(new Span("Open"), Icon.CHEVRON.create());
        return open;
    }
}
