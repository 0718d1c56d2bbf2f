package dev.mainspring.ui.search;

import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.Text;
import com.vaadin.flow.component.html.Span;
import dev.mainspring.chat.Match.Highlight;
import dev.mainspring.ui.element.Dom;
import java.util.List;

/** A text with some of it marked; it stays text, whatever is in it. */
final class Marked {

    private Marked() {}

    static Span of(String classes, String text, List<Highlight> highlights) {
        Span span = Dom.span(classes, "");
        int from = 0;
        for (Highlight it : highlights) {
            span.add(new Text(text.substring(from, it.start())));
            HtmlContainer mark = new HtmlContainer("mark");
            mark.add(new Text(text.substring(it.start(), it.end())));
            span.add(mark);
            from = it.end();
        }
        span.add(new Text(text.substring(from)));
        return span;
    }
}
