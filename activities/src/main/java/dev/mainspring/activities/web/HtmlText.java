package dev.mainspring.activities.web;

import com.vladsch.flexmark.html2md.converter.FlexmarkHtmlConverter;
import com.vladsch.flexmark.util.data.MutableDataSet;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * A page's text as Markdown.
 *
 * @param title empty where it has none
 */
record HtmlText(String title, String markdown) {

    /** The converter calls itself for each level, and its time grows with both. */
    private static final int DEPTH = 64;

    /** A larger page is text without marks. */
    private static final int ELEMENTS = 10_000;

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
        Element main = document.selectFirst("main, article, [role=main]");
        Element body = main == null ? document.body() : main;
        boolean large = document.stream().skip(ELEMENTS).findAny().isPresent();
        return new HtmlText(title, large ? body.wholeText().strip() : markdown(body));
    }

    private static String markdown(Element body) {
        body.select("img").remove();
        body.select("a[href]").forEach(link -> link.attr("href", link.absUrl("href")));
        MutableDataSet options = new MutableDataSet();
        options.set(FlexmarkHtmlConverter.SETEXT_HEADINGS, false);
        options.set(FlexmarkHtmlConverter.OUTPUT_ATTRIBUTES_ID, false);
        return FlexmarkHtmlConverter.builder(options).build().convert(body).strip();
    }
}
