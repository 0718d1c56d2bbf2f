package dev.mainspring.chat;

import java.util.List;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.task.list.items.TaskListItemsExtension;
import org.commonmark.node.Block;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.jspecify.annotations.Nullable;

/** What Markdown says, its marks aside: words, code and HTML as they stand. */
final class PlainText {

    private static final Parser PARSER =
            Parser.builder()
                    .extensions(
                            List.of(
                                    TablesExtension.create(),
                                    StrikethroughExtension.create(),
                                    TaskListItemsExtension.create()))
                    .build();

    private PlainText() {}

    /** On one line. Walks without recursion: what models write may be nested deep. */
    static String of(String markdown) {
        StringBuilder said = new StringBuilder();
        Node document = PARSER.parse(markdown);
        for (Node node = document; node != null; node = next(node, document)) {
            said.append(literal(node));
        }
        return line(said.toString());
    }

    /** A text with single spaces between its words. */
    static String line(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    private static @Nullable Node next(Node node, Node document) {
        if (node.getFirstChild() != null) {
            return node.getFirstChild();
        }
        Node up = node;
        while (up != document && up.getNext() == null) {
            up = up.getParent();
        }
        return up == document ? null : up.getNext();
    }

    private static String literal(Node node) {
        return switch (node) {
            case Text text -> text.getLiteral();
            case Code code -> code.getLiteral();
            case HtmlInline html -> html.getLiteral();
            case FencedCodeBlock code -> " " + code.getLiteral();
            case IndentedCodeBlock code -> " " + code.getLiteral();
            case HtmlBlock html -> " " + html.getLiteral();
            case Block _, TableCell _, SoftLineBreak _, HardLineBreak _ -> " ";
            default -> "";
        };
    }
}
