package dev.mainspring.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SnippetsTest {

    private static final Snippets SNIPPETS = new Snippets(List.of("needle"));

    @Test
    void theMarksOfMarkdownAreNotShown() {
        assertThat(SNIPPETS.around("# Done\n\n1. I **listed** the `needle`\n2. I _ran_ ~~it~~ all"))
                .isEqualTo("Done I listed the needle I ran it all");
        assertThat(SNIPPETS.around("- [x] a [needle](https://example.org)\n- [ ] ![two](x.png)"))
                .isEqualTo("a needle two");
        assertThat(SNIPPETS.around("| a | b |\n| - | - |\n| needle | **2** |"))
                .isEqualTo("a b needle 2");
        assertThat(SNIPPETS.around("```java\nint needle = 2 * 3 * 4;\n```\n> done"))
                .isEqualTo("int needle = 2 * 3 * 4; done");
        assertThat(SNIPPETS.around("<b>needle</b> snake_case_name"))
                .contains("<b>needle</b> snake");
    }

    @Test
    void aWordThatOnlyTheMarksHoldIsShownWithThem() {
        assertThat(SNIPPETS.around("see [the guide](https://example.org/needle)"))
                .isEqualTo("see [the guide](https://example.org/needle)");
    }

    @Test
    void ofALongMessageTheParagraphsAroundTheWordAreRead() {
        String long1 = "**some** words before it. ".repeat(200);
        String around = SNIPPETS.around(long1 + "\n\n**the needle** of it\n\n" + long1);
        assertThat(around).isEqualTo("… the needle of it …");
        assertThat(SNIPPETS.around(long1 + "the **needle** " + long1))
                .startsWith("… ")
                .contains("the needle some words")
                .endsWith(" …")
                .hasSizeLessThan(200);
        assertThat(
                        SNIPPETS.around(
                                "\uD83D\uDC3F".repeat(2_001)
                                        + "needle"
                                        + "\uD83D\uDC3F".repeat(999)))
                .contains("needle")
                .matches("[^\\ud800-\\udfff]*(?:\\ud83d\\udc3f|[^\\ud800-\\udfff])*");
    }

    @Test
    void whatNeitherHoldsShowsTheBeginning() {
        assertThat(SNIPPETS.around("**Nothing** of\nthat")).isEqualTo("Nothing of that");
        assertThat(SNIPPETS.around("")).isEmpty();
        assertThat(SNIPPETS.around("*a **b ".repeat(5_000) + "needle")).contains("needle");
    }
}
