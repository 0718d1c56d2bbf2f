package dev.mainspring.ui.markdown;

import com.vaadin.flow.component.html.Div;
import dev.mainspring.ui.element.Dom;

/** Markdown that does not change any more. */
public final class MarkdownBox {

    private MarkdownBox() {}

    public static Div of(String markdown) {
        Div prose = Dom.testId(Dom.div("prose"), "markdown");
        MarkdownBlocks.render(markdown).forEach(html -> prose.add(Dom.html("block", html)));
        return prose;
    }
}
