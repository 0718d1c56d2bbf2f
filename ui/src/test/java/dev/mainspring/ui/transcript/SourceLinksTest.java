package dev.mainspring.ui.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Span;
import dev.mainspring.conversation.Part;
import org.junit.jupiter.api.Test;

/** What stands below an answer that cites. */
class SourceLinksTest {

    private final SourceLinks links = new SourceLinks();

    private Component shown(String url) {
        links.add(new Part.Source(url, "Mills"));
        return links.getComponentAt(links.getComponentCount() - 1);
    }

    @Test
    void aSourceOpensElsewhereAndTellsNobodyWhereFrom() {
        assertThat(links.isEmpty()).isTrue();
        Anchor link = (Anchor) shown("https://mills.example/history");
        assertThat(links.isEmpty()).isFalse();
        assertThat(link.getHref()).isEqualTo("https://mills.example/history");
        assertThat(link.getText()).isEqualTo("1 Mills");
        assertThat(link.getElement().getAttribute("target")).isEqualTo("_blank");
        assertThat(link.getElement().getAttribute("rel")).contains("noopener", "noreferrer");
    }

    @Test
    void whatIsNotOfTheWebIsNoLink() {
        assertThat(shown("javascript:alert(1)")).isInstanceOf(Span.class);
        assertThat(shown("data:text/html,x")).isInstanceOf(Span.class);
    }
}
