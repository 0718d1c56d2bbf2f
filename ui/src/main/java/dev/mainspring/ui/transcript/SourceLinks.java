package dev.mainspring.ui.transcript;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AnchorTarget;
import com.vaadin.flow.component.html.Div;
import dev.mainspring.conversation.Part;
import dev.mainspring.ui.element.Dom;

/**
 * What an answer cites: numbered links, which open elsewhere. Nothing is fetched before a click.
 */
final class SourceLinks extends Div {

    private int count;

    SourceLinks() {
        addClassName("sources");
        Dom.testId(this, "sources");
        add(Dom.span("sources-title", "Sources"));
    }

    boolean isEmpty() {
        return count == 0;
    }

    void add(Part.Source source) {
        count++;
        add(link(count + " " + source.title(), source.url()));
    }

    /** A model wrote the address: only the web's own schemes become links. */
    private static Component link(String words, String url) {
        if (!url.matches("(?i)https?://.+")) {
            return Dom.span("source", words);
        }
        Anchor link = new Anchor(url, words, AnchorTarget.BLANK);
        link.getElement().setAttribute("rel", "noopener noreferrer nofollow");
        link.setTitle(url);
        link.addClassName("source");
        return Dom.testId(link, "source");
    }
}
