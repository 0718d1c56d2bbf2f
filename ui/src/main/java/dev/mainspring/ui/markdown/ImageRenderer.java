package dev.mainspring.ui.markdown;

import java.util.Map;
import java.util.Set;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlWriter;

/**
 * An image as a link to it: loading it would tell its server who reads what. Without an address
 * that leads out of the product it is its words.
 */
final class ImageRenderer implements NodeRenderer {

    private final HtmlNodeRendererContext context;
    private final HtmlWriter html;

    ImageRenderer(HtmlNodeRendererContext context) {
        this.context = context;
        this.html = context.getWriter();
    }

    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
        return Set.of(Image.class);
    }

    @Override
    public void render(Node node) {
        Image image = (Image) node;
        String url = context.urlSanitizer().sanitizeImageUrl(image.getDestination());
        if (url.isEmpty()) {
            html.text("Image: " + text(image));
            return;
        }
        html.tag(
                "a",
                Map.of(
                        "class", "image-link",
                        "href", context.encodeUrl(url),
                        "target", "_blank",
                        "rel", "noopener noreferrer nofollow"));
        html.text("Image: " + text(image));
        html.tag("/a");
    }

    private static String text(Image image) {
        return image.getFirstChild() instanceof Text text
                ? text.getLiteral()
                : image.getDestination();
    }
}
