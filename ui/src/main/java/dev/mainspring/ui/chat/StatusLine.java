package dev.mainspring.ui.chat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.mainspring.conversation.ChatStatus;
import dev.mainspring.conversation.ErrorKind;
import dev.mainspring.conversation.TurnError;
import dev.mainspring.ui.element.Dom;
import dev.mainspring.ui.element.Icon;
import dev.mainspring.ui.element.Moment;
import dev.mainspring.ui.tool.ToolCard;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happens now, in one line above the composer; errors with the button that helps. */
final class StatusLine extends Div {

    /**
     * What a chat does at this moment.
     *
     * @param since when the present wait began
     * @param writing whether the model's answer is coming in
     * @param compacting whether the conversation is being summarised
     */
    record Doing(
            ChatStatus status,
            @Nullable TurnError error,
            List<ToolCard> running,
            boolean writing,
            boolean compacting,
            Instant since) {}

    private final Runnable retry;

    StatusLine(Runnable retry) {
        this.retry = retry;
        addClassName("status-line");
        Dom.testId(this, "status-line");
        getElement().setAttribute("role", "status");
    }

    void show(Doing doing) {
        removeAll();
        setClassName("is-error", doing.status() == ChatStatus.ERROR);
        switch (doing.status()) {
            case QUEUED -> working("Starting", Moment.since(doing.since()));
            case RUNNING -> running(doing);
            case INTERRUPTING -> working("Stopping");
            case RETRYING -> retrying(doing.error());
            case ERROR -> failed(doing.error());
            case AWAITING_APPROVAL, AWAITING_ANSWER -> {
                add(Dom.span("dot needs-you", ""));
                add(Dom.span("status-words", "Waiting for you"));
            }
            case PAUSED -> working("Paused");
            case IDLE, ARCHIVED -> {
                // Nothing happens.
            }
        }
        setVisible(getElement().getChildCount() > 0);
    }

    private void running(Doing doing) {
        if (!doing.running().isEmpty()) {
            ToolCard first = doing.running().getFirst();
            Instant startedAt = first.call().startedAt();
            Instant since = startedAt == null ? doing.since() : startedAt;
            working(first.sentence(), Moment.since(since));
            if (doing.running().size() > 1) {
                add(Dom.span("status-more", "and " + (doing.running().size() - 1) + " more"));
            }
        } else if (doing.compacting()) {
            working("Summarising the conversation", Moment.since(doing.since()));
        } else if (doing.writing()) {
            working("Writing");
        } else {
            working("Waiting for the model", Moment.since(doing.since()));
        }
    }

    private void working(String words, Component... more) {
        add(Dom.span("spinner", ""), Dom.span("status-words", words));
        add(more);
    }

    private void retrying(@Nullable TurnError error) {
        add(Icon.CLOCK.create());
        if (error == null) {
            add(Dom.span("status-words", "Waiting to try again"));
        } else {
            Span words = Dom.span("status-words", what(error.kind()));
            words.getElement().setAttribute("title", error.message());
            add(words);
            if (error.retryAt() != null) {
                add(new Span("resumes "), Moment.clock(Instant.parse(error.retryAt())));
            }
            if (error.attempt() != null) {
                add(Dom.span("status-more", "attempt " + error.attempt()));
            }
        }
        add(retryButton("Retry now"));
    }

    private void failed(@Nullable TurnError error) {
        add(Icon.ALERT.create());
        if (error == null) {
            add(Dom.span("status-words", "The turn failed."), retryButton("Retry"));
            return;
        }
        Div words = Dom.div("status-words", Dom.span("status-what", what(error.kind())));
        words.add(Dom.span("status-why", error.message()));
        add(words, retryButton("Retry"));
    }

    private Button retryButton(String words) {
        Button button = new Button(words, Icon.REPEAT.create(), click -> retry.run());
        button.addThemeVariants(ButtonVariant.AURA_TERTIARY);
        button.addClassName("retry");
        return Dom.testId(button, "retry");
    }

    private static String what(ErrorKind kind) {
        return switch (kind) {
            case OVERLOADED -> "The model's provider is overloaded";
            case RATE_LIMIT -> "Rate limited by the model's provider";
            case TIMEOUT -> "The model did not answer in time";
            case STREAM_SILENCE -> "The model fell silent in its answer";
            case AUTH -> "The provider refused the key: an administrator must check it";
            case CONFIG -> "The model's settings do not fit: choose another model below";
            case CONTEXT_OVERFLOW -> "The conversation is longer than the model can read";
            case CONTENT_FILTER -> "The provider's content filter stopped the answer";
            case BUDGET -> "The budget is used up";
            case WORKSPACE -> "The workspace failed";
            case INTERNAL -> "Something failed inside Mainspring";
        };
    }
}
