package dev.mainspring.ui.tool;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AnchorTarget;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import dev.mainspring.chat.AgentView;
import dev.mainspring.conversation.ChatEvent;
import dev.mainspring.conversation.ToolState;
import dev.mainspring.ui.element.Dom;
import dev.mainspring.ui.element.Icon;
import dev.mainspring.ui.element.Moment;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A tool call: one line, which opens to what suits it. */
public final class ToolCard extends Div {

    private final NativeButton line = new NativeButton();
    private final Div body = Dom.div("call-body");
    private final LiveText live = new LiveText();
    private final String outputLink;
    private final Runnable onStop;
    private Call call;
    private boolean open;
    private @Nullable Terminal terminal;
    private @Nullable AgentLine agent;
    private @Nullable Component ask;
    private @Nullable ProcessLine process;

    /**
     * Builds the line; the body follows when it is opened.
     *
     * @param outputLink where the full output can be read
     * @param onStop asks for the end of a command that goes on
     */
    public ToolCard(Call call, String outputLink, Runnable onStop) {
        this.call = call;
        this.outputLink = outputLink;
        this.onStop = onStop;
        addClassName("call");
        Dom.testId(this, "tool-card");
        Dom.testId(line, "tool-line");
        line.addClassName("call-line");
        line.addClickListener(click -> toggle());
        body.setVisible(false);
        add(line, body);
        refresh();
    }

    public Call call() {
        return call;
    }

    /** The line's text, for a place that tells what happens now. */
    public String sentence() {
        return CallWords.of(call).sentence();
    }

    /** Shows another state of the same call. */
    public void update(Call newer) {
        if (newer.equals(call)) {
            return;
        }
        call = newer;
        refresh();
    }

    /** Shows how the sub-agent stands that this call made. */
    public void agent(AgentView view) {
        if (agent == null) {
            agent = new AgentLine();
            addComponentAtIndex(1, agent);
        }
        agent.show(view);
    }

    private void showProcess() {
        if (process != null) {
            remove(process);
            process = null;
        }
        if (call.process() != null && call.goesOn()) {
            process = new ProcessLine(call.process(), call.startedAt(), onStop);
            addComponentAtIndex(1, process);
        }
    }

    /** Shows under the line what the person may decide here; null takes it away. */
    public void ask(@Nullable Supplier<Component> decision) {
        if (decision == null && ask != null) {
            remove(ask);
            ask = null;
        } else if (decision != null && ask == null) {
            ask = decision.get();
            addComponentAtIndex(1, ask);
        }
    }

    /** Whether it may fold with its neighbours; a card with news of its own stays. */
    public boolean folds() {
        return call.succeeded() && agent == null;
    }

    /** More output of the running call. */
    public void output(ChatEvent.ToolCallOutput output) {
        boolean continues = live.add(output.offset(), output.text());
        if (terminal == null) {
            return;
        }
        if (continues) {
            terminal.append(output.text());
        } else {
            terminal.replace(live.toString());
        }
    }

    private void toggle() {
        open = !open;
        showBody();
    }

    private void refresh() {
        CallWords words = CallWords.of(call);
        getElement().setAttribute("data-state", call.state().wire());
        getElement().setAttribute("data-tool", call.name());
        setClassName("call-bad", bad());
        setClassName("call-needs-you", call.needsYou());
        line.removeAll();
        Span icon = words.icon().create();
        icon.addClassName("call-icon");
        line.add(icon, Dom.span("call-verb", words.verb()));
        int mark = call.name().indexOf("__");
        if (mark > 0) {
            line.add(Dom.testId(Dom.span("call-server", call.name().substring(0, mark)), "server"));
        }
        if (!words.object().isEmpty()) {
            line.add(Dom.span("call-object", words.object()));
        }
        if (!words.outcome().isEmpty()) {
            line.add(Dom.span("call-outcome", words.outcome()));
        }
        line.add(state());
        Span chevron = Icon.CHEVRON.create();
        chevron.addClassName("call-chevron");
        line.add(chevron);
        showProcess();
        showBody();
    }

    private boolean bad() {
        return switch (call.state()) {
            case FAILED, UNKNOWN -> true;
            case FINISHED -> call.exitCode() != 0;
            case REQUESTED, AWAITING_APPROVAL, STARTED, CANCELLED -> false;
        };
    }

    private Span state() {
        Span state = Dom.span("call-state", "");
        if (call.needsYou()) {
            state.add(Dom.span("dot needs-you", ""), new Span("needs you"));
            return state;
        }
        switch (call.state()) {
            case REQUESTED, AWAITING_APPROVAL -> state.setText("waiting");
            case STARTED -> {
                state.add(Dom.span("spinner", ""));
                if (call.startedAt() != null) {
                    state.add(Moment.since(call.startedAt()));
                }
            }
            case FINISHED -> {
                took(state);
                if (call.exitCode() != 0) {
                    state.add(mark(Icon.CROSS, "failed"));
                }
            }
            case FAILED -> {
                took(state);
                state.add(mark(Icon.CROSS, "failed"));
            }
            case CANCELLED -> state.setText("stopped");
            case UNKNOWN -> state.add(mark(Icon.UNKNOWN, "outcome unknown"));
        }
        return state;
    }

    private void took(Span state) {
        Duration took = call.process() == null ? call.took() : null;
        if (took != null && took.toMillis() >= 100) {
            state.add(new Span(Moment.words(took)));
        }
    }

    private static Span mark(Icon icon, String label) {
        Span mark = icon.create();
        mark.getElement().removeAttribute("aria-hidden");
        mark.getElement().setAttribute("role", "img");
        return Dom.label(mark, label);
    }

    private void showBody() {
        line.getElement().setAttribute("aria-expanded", Boolean.toString(open));
        setClassName("call-open", open);
        body.setVisible(open);
        body.removeAll();
        terminal = null;
        if (!open) {
            return;
        }
        if (call.needsYou()) {
            body.add(
                    call.state() == ToolState.AWAITING_APPROVAL
                            ? CallPreview.of(call)
                            : AskBody.of(call));
            return;
        }
        if (call.running() || call.waiting()) {
            terminal = Terminal.running(call, live.toString());
            body.add(terminal);
            return;
        }
        body.add(CallBody.of(call));
        if (call.truncated()) {
            Anchor full = new Anchor(outputLink, "Open the full output", AnchorTarget.BLANK);
            full.setRouterIgnore(true);
            body.add(Dom.div("call-more", Dom.testId(full, "full-output")));
        }
    }

    public boolean isOpen() {
        return open;
    }
}
