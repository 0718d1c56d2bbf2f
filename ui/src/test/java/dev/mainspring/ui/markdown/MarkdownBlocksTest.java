package dev.mainspring.ui.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownBlocksTest {

    @Test
    void htmlOfTheModelIsText() {
        assertThat(html("<script>alert(1)</script>\n\nand <b onclick='x()'>bold</b>"))
                .doesNotContain("<script", "<b ")
                .contains("&lt;script&gt;");
    }

    @Test
    void imagesAreLinksAndNotLoaded() {
        assertThat(html("![a *cat*](https://example.org/cat.png)"))
                .doesNotContain("<img")
                .contains("href=\"https://example.org/cat.png\"");
    }

    @Test
    void linksLeadOutIntoANewTab() {
        assertThat(html("[guide](https://example.org)"))
                .contains("target=\"_blank\"", "rel=\"noopener noreferrer nofollow\"");
    }

    @Test
    void linksThatRunOrStayInsideAreTheirWords() {
        assertThat(
                        html(
                                "[a *b*](javascript:alert(1)) [c](/logout) [d](data:text/html,x) <vbscript:x>"))
                .isEqualTo("<p>a <em>b</em> c d vbscript:x</p>\n");
        assertThat(html("[a](<> 'title') [b][r] ![c](javascript:x)\n\n[r]: file:///etc/passwd"))
                .isEqualTo("<p>a b Image: c</p>\n");
        assertThat(html("[write](mailto:a@example.org) [go](HTTPS://example.org 'there')"))
                .contains("href=\"mailto:a@example.org\"", "href=\"HTTPS://example.org\"")
                .contains("title=\"there\"");
    }

    @Test
    void aFenceMayNameItsLanguageOnly() {
        assertThat(html("```java\" onload=\"x\nint a;\n```")).doesNotContain("onload=");
        assertThat(html("```java\nint a;\n```")).contains("class=\"language-java\"");
    }

    @Test
    void growingTextChangesItsLastBlockOnly() {
        List<String> before = MarkdownBlocks.render("# One\n\ntwo\n\nthr");
        List<String> after = MarkdownBlocks.render("# One\n\ntwo\n\nthree *four*");
        assertThat(after).hasSize(3).startsWith(before.get(0), before.get(1));
        assertThat(after.getLast()).isNotEqualTo(before.getLast());
    }

    @Test
    void tablesAndTaskListsAreKnown() {
        assertThat(html("| a | b |\n| - | - |\n| 1 | 2 |")).contains("<table");
        assertThat(html("- [x] done\n- [ ] not")).contains("type=\"checkbox\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {">", "- ", "1. ", "[", "![", "*a **b ", "~~a *b ", "[a](", "<a>", "`a "})
    void markupOfAnyDepthIsShown(String markup) {
        assertThat(html(markup.repeat(10_000) + "deep")).contains("deep");
    }

    @Test
    void markupThatClosesAtAnyDepthIsShown() {
        assertThat(html("*a **b ".repeat(5_000) + "deep" + "** *".repeat(5_000))).contains("deep");
        assertThat(html("[*a ".repeat(5_000) + "deep" + "*](http://x.y)".repeat(5_000)))
                .contains("deep");
        assertThat(html("> ".repeat(40) + "deep")).contains("<blockquote>".repeat(1), "deep");
    }

    private static String html(String markdown) {
        return String.join("", MarkdownBlocks.render(markdown));
    }
}
