package dev.mainspring.ui.markdown;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.task.list.items.TaskListItemsExtension;
import org.commonmark.node.Document;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.html.UrlSanitizer;

/**
 * Turns Markdown into HTML, a piece for each top-level block, so that a growing text changes its
 * last pieces only. The text is a model's and not trusted: HTML in it is shown as text, images are
 * not loaded, links lead out of the product into a new tab.
 */
public final class MarkdownBlocks {

    private static final List<Extension> EXTENSIONS =
            List.of(
                    TablesExtension.create(),
                    StrikethroughExtension.create(),
                    TaskListItemsExtension.create(),
                    AutolinkExtension.create());

    /** Quotes and lists within each other; what is deeper is text. */
    private static final int MAX_OPEN_BLOCKS = 50;

    /** The bound comes first: what the extensions add walks down by recursion. */
    private static final Parser PARSER =
            Parser.builder()
                    .maxOpenBlockParsers(MAX_OPEN_BLOCKS)
                    .postProcessor(DepthBound::apply)
                    .extensions(EXTENSIONS)
                    .build();

    private static final HtmlRenderer RENDERER =
            HtmlRenderer.builder()
                    .extensions(EXTENSIONS)
                    .escapeHtml(true)
                    .sanitizeUrls(true)
                    .urlSanitizer(new OutwardOnly())
                    .attributeProviderFactory(context -> MarkdownBlocks::attributes)
                    .nodeRendererFactory(CodeRenderer::new)
                    .nodeRendererFactory(LinkRenderer::new)
                    .nodeRendererFactory(ImageRenderer::new)
                    .build();

    private MarkdownBlocks() {}

    /** The blocks' HTML in their order. */
    public static List<String> render(String markdown) {
        List<String> blocks = new ArrayList<>();
        for (Node node = parse(markdown).getFirstChild(); node != null; node = node.getNext()) {
            String html = RENDERER.render(node);
            if (!html.isBlank()) {
                blocks.add(html);
            }
        }
        return blocks;
    }

    /** The parser itself walks down markup that is closed, before the bound can be applied. */
    private static Node parse(String markdown) {
        try {
            return PARSER.parse(markdown);
        } catch (StackOverflowError tooDeep) {
            Paragraph plain = new Paragraph();
            plain.appendChild(new Text(markdown));
            Document document = new Document();
            document.appendChild(plain);
            return document;
        }
    }

    private static void attributes(Node node, String tag, Map<String, String> attributes) {
        if (tag.equals("table")) {
            attributes.put("tabindex", "0");
        }
        if (tag.equals("input")) {
            attributes.put("aria-label", attributes.containsKey("checked") ? "done" : "to do");
        }
    }

    /** Only links that leave the product; what the product does is for its own buttons. */
    private static final class OutwardOnly implements UrlSanitizer {

        private static final List<String> SCHEMES = List.of("https://", "http://", "mailto:");

        @Override
        public String sanitizeLinkUrl(String url) {
            String lower = url.strip().toLowerCase(Locale.ROOT);
            return SCHEMES.stream().anyMatch(lower::startsWith) ? url.strip() : "";
        }

        @Override
        public String sanitizeImageUrl(String url) {
            return sanitizeLinkUrl(url);
        }
    }
}
