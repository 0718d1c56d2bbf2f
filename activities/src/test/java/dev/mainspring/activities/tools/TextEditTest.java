package dev.mainspring.activities.tools;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextEditTest {

    private static String applied(String text, String old, String fresh) {
        return applied(text, new TextEdit(old, fresh, false));
    }

    private static String applied(String text, TextEdit edit) {
        return switch (edit.applyTo(text)) {
            case TextEdit.Outcome.Replaced replaced -> replaced.text();
            case TextEdit.Outcome.Refused refused -> "refused: " + refused.why();
        };
    }

    @Test
    void exactTextIsReplacedWhereItIsOnce() {
        assertThat(applied("a b c", "b", "B")).isEqualTo("a B c");
        assertThat(applied("a b b", "b", "B"))
                .startsWith("refused: old_text is there 2 times, at lines 1, 1");
        assertThat(applied("b\nb", new TextEdit("b", "", true))).isEqualTo("\n");
        assertThat(applied("a", "a", "a")).contains("the same");
    }

    @Test
    void whiteSpaceAtLineEndsIsTolerated() {
        assertThat(applied("a  \nb\nc\n", "a\nb\n", "x\n")).isEqualTo("x\nc\n");
        assertThat(applied("a\nb\n", "a \nb ", "x")).isEqualTo("x\n");
    }

    @Test
    void theFilesIndentationIsKept() {
        String file = "class A {\n\tvoid f() {\n\t\tone();\n\t}\n}\n";

        assertThat(
                        applied(
                                file,
                                "void f() {\n    one();\n}",
                                "void f() {\n    two();\n    if (x) {\n        y();\n    }\n}"))
                .isEqualTo(
                        "class A {\n\tvoid f() {\n\t\ttwo();\n\t\tif (x) {\n\t\t    y();\n\t\t}\n\t}\n}\n");
        assertThat(applied("    if x:\n        y()\n", "if x:\n    y()\n", "if x:\n    z()\n"))
                .isEqualTo("    if x:\n        z()\n");
    }

    @Test
    void spacesWithinALineAreToleratedLast() {
        assertThat(applied("int  a =\t1;\nint b;\n", "int a = 1;", "int a = 2;"))
                .isEqualTo("int a = 2;\nint b;\n");
    }

    @Test
    void carriageReturnsAreKept() {
        assertThat(applied("a\r\nb\r\nc\r\n", "a\nb", "x\ny\nz")).isEqualTo("x\r\ny\r\nz\r\nc\r\n");
        assertThat(applied("a  \r\nb\r\n", "a\nb", "x\ny")).isEqualTo("x\r\ny\r\n");
    }

    @Test
    void linesAreDeletedWhole() {
        assertThat(applied("a\n  b \nc\n", "b\n", "")).isEqualTo("a\nc\n");
    }

    @Test
    void whatIsNotThereNamesTheNearestLines() {
        assertThat(applied("def first(x):\n  pass\ndef second(y):\n", "def secnd(y):", "q"))
                .contains("3\tdef second(y):");
        assertThat(applied("", "abc", "q")).contains("none is alike");
        assertThat(applied("\n\n\n", "\n \n", "q")).contains("refused");
    }
}
