package dev.mainspring.ui.markdown;

import java.util.Map;
import java.util.Set;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlWriter;

/** Code with its language's name and a copy button; mainspring.js colours it. */
final class CodeRenderer implements NodeRenderer {

    private final HtmlWriter html;

    CodeRenderer(HtmlNodeRendererContext context) {
        this.html = context.getWriter();
    }

    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
        return Set.of(FencedCodeBlock.class, IndentedCodeBlock.class);
    }

    @Override
    public void render(Node node) {
        if (node instanceof FencedCodeBlock fenced) {
            write(language(fenced.getInfo()), fenced.getLiteral());
        } else if (node instanceof IndentedCodeBlock indented) {
            write("", indented.getLiteral());
        }
    }

    /** The first word after the fence, if it can be a language's name. */
    private static String language(String info) {
        String first = info.strip().split("\\s", 2)[0];
        return first.matches("[A-Za-z0-9+#._-]{1,30}") ? first : "";
    }

    private void write(String language, String code) {
        html.tag("div", Map.of("class", "code"));
        html.tag("div", Map.of("class", "code-head"));
        html.tag("span");
        html.text(language.isEmpty() ? "text" : language);
        html.tag("/span");
        html.tag("button", Map.of("type", "button", "data-copy", "code"));
        html.text("Copy");
        html.tag("/button");
        html.tag("/div");
        html.tag("pre", Map.of("tabindex", "0"));
        html.tag("code", language.isEmpty() ? Map.of() : Map.of("class", "language-" + language));
        html.text(code);
        html.tag("/code");
        html.tag("/pre");
        html.tag("/div");
        html.line();
    }
}
