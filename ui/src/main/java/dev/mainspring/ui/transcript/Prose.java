package dev.mainspring.ui.transcript;

import com.vaadin.flow.component.html.Div;
import dev.mainspring.ui.element.Dom;
import dev.mainspring.ui.markdown.MarkdownBlocks;
import java.util.ArrayList;
import java.util.List;

/** Markdown on screen. When its text grows, only the blocks that change are sent. */
final class Prose extends Div {

    private final List<String> shown = new ArrayList<>();

    Prose() {
        addClassName("prose");
        Dom.testId(this, "prose");
    }

    void show(String markdown) {
        List<String> blocks = MarkdownBlocks.render(markdown);
        for (int i = 0; i < blocks.size(); i++) {
            set(i, blocks.get(i));
        }
        while (shown.size() > blocks.size()) {
            shown.removeLast();
            getElement().removeChild(shown.size());
        }
    }

    private void set(int index, String html) {
        if (index == shown.size()) {
            shown.add(html);
            add(Dom.html("block", html));
        } else if (!shown.get(index).equals(html)) {
            shown.set(index, html);
            getElement().getChild(index).setProperty("innerHTML", html);
        }
    }
}
