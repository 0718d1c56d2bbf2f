package dev.mainspring.ui.markdown;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlWriter;

/** A link that leads out of the product; one that would not is the words it stands on. */
final class LinkRenderer implements NodeRenderer {

    private final HtmlNodeRendererContext context;
    private final HtmlWriter html;

    LinkRenderer(HtmlNodeRendererContext context) {
        this.context = context;
        this.html = context.getWriter();
    }

    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
        return Set.of(Link.class);
    }

    @Override
    public void render(Node node) {
        Link link = (Link) node;
        String url = context.urlSanitizer().sanitizeLinkUrl(link.getDestination());
        if (url.isEmpty()) {
            words(link);
            return;
        }
        html.tag("a", attributes(link, url));
        words(link);
        html.tag("/a");
    }

    private Map<String, String> attributes(Link link, String url) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("href", context.encodeUrl(url));
        if (link.getTitle() != null) {
            attributes.put("title", link.getTitle());
        }
        attributes.put("target", "_blank");
        attributes.put("rel", "noopener noreferrer nofollow");
        return attributes;
    }

    private void words(Link link) {
        for (Node child = link.getFirstChild(); child != null; child = child.getNext()) {
            context.render(child);
        }
    }
}
