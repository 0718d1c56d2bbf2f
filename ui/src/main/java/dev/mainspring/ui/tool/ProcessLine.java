package dev.mainspring.ui.tool;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.mainspring.conversation.ProcessState;
import dev.mainspring.conversation.ProcessStatus;
import dev.mainspring.ui.element.Dom;
import dev.mainspring.ui.element.Icon;
import dev.mainspring.ui.element.Moment;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A command that goes on after its call has ended, and the button that stops it. */
final class ProcessLine extends Div {

    ProcessLine(ProcessStatus process, @Nullable Instant startedAt, Runnable onStop) {
        addClassName("process-line");
        Dom.testId(this, "process-line");
        boolean stopping = process.state() == ProcessState.STOPPING;
        add(Dom.span("dot running", ""));
        Span words =
                Dom.span(
                        "process-words",
                        stopping ? "Stopping the command …" : "Runs in the background");
        add(words);
        if (startedAt != null && !stopping) {
            add(Moment.since(startedAt));
        }
        if (process.note() != null) {
            add(Dom.testId(Dom.span("process-note", process.note()), "process-note"));
        }
        Button stop = new Button("Stop", Icon.STOP.create(), click -> onStop.run());
        stop.addThemeVariants(ButtonVariant.AURA_TERTIARY);
        stop.addClassName("process-stop");
        stop.setEnabled(!stopping);
        Dom.label(stop, "Stop this command");
        add(Dom.testId(stop, "stop-process"));
    }
}
