package dev.mainspring.ui.element;

import com.vaadin.flow.component.html.Span;
import java.time.Duration;
import java.time.Instant;

/** Times that the browser words in its own zone and keeps current; see mainspring.js. */
public final class Moment {

    private static final long MINUTE_S = 60;
    private static final long HOUR_S = 3_600;

    private Moment() {}

    /** "5 min ago", with the exact time on hover. */
    public static Span ago(Instant at) {
        return marked("data-ago", at);
    }

    /** "1m 02s", counting from then. */
    public static Span since(Instant at) {
        return marked("data-since", at);
    }

    /** "14:05". */
    public static Span clock(Instant at) {
        return marked("data-clock", at);
    }

    private static Span marked(String attribute, Instant at) {
        Span span = new Span();
        span.addClassName("moment");
        span.getElement().setAttribute(attribute, Long.toString(at.toEpochMilli()));
        return span;
    }

    /** A length of time for people: 0.4 s, 12 s, 1m 02s, 2h 05m. */
    public static String words(Duration length) {
        long seconds = length.toSeconds();
        if (length.toMillis() < 10_000) {
            return "%.1f s".formatted(length.toMillis() / 1000.0);
        }
        if (seconds < MINUTE_S) {
            return seconds + " s";
        }
        if (seconds < HOUR_S) {
            return "%dm %02ds".formatted(seconds / MINUTE_S, seconds % MINUTE_S);
        }
        return "%dh %02dm".formatted(seconds / HOUR_S, seconds % HOUR_S / MINUTE_S);
    }
}
