package dev.mainspring.activities.web;

import com.vladsch.flexmark.html2md.converter.FlexmarkHtmlConverter;
import com.vladsch.flexmark.util.data.MutableDataSet;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * A page's text as Markdown.
 *
 * @param title empty where it has none
 */
record HtmlText(String title, String markdown) {

    /** The converter calls itself for each level. */
    private static final int DEPTH = 200;

    /** What is no text, or is on every page of a site. */
    private static final String NOISE =
            "script, style, noscript, template, svg, canvas, iframe, object, embed, form, nav, header,"
                    + " footer, aside, [hidden], [aria-hidden=true]";

    /**
     * Reads a page.
     *
     * @param charset null where only the page itself says which
     */
    static HtmlText of(byte[] page, @Nullable Charset charset, String url) throws IOException {
        Document document =
                Jsoup.parse(
                        new ByteArrayInputStream(page),
                        charset == null ? null : charset.name(),
                        url,
                        Parser.htmlParser().setMaxDepth(DEPTH));
        String title = document.title().strip();
        document.select(NOISE).remove();
        document.select("a[href]").forEach(link -> link.attr("href", link.absUrl("href")));
        document.select("img").remove();
        var body =
                document.selectFirst("main, article, [role=main]") == null
                        ? document.body()
                        : document.selectFirst("main, article, [role=main]");
        MutableDataSet options = new MutableDataSet();
        options.set(FlexmarkHtmlConverter.SETEXT_HEADINGS, false);
        options.set(FlexmarkHtmlConverter.OUTPUT_ATTRIBUTES_ID, false);
        String markdown =
                body == null ? "" : FlexmarkHtmlConverter.builder(options).build().convert(body);
        return new HtmlText(title, markdown.strip());
    }
}
