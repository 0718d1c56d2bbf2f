package dev.mainspring.ui.markdown;

import java.util.ArrayDeque;
import java.util.Deque;
import org.commonmark.node.Block;
import org.commonmark.node.Code;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;

/**
 * Makes inline markup that is nested too deep the plain text it holds: renderers and browsers walk
 * down by recursion. Itself it does not.
 */
final class DepthBound {

    private static final int MAX_DEPTH = 100;

    private DepthBound() {}

    static Node apply(Node document) {
        Node node = document;
        int depth = 0;
        while (node != null) {
            if (depth >= MAX_DEPTH && !(node instanceof Block) && node.getFirstChild() != null) {
                Text plain = new Text(text(node));
                node.insertBefore(plain);
                node.unlink();
                node = plain;
            }
            if (node.getFirstChild() != null) {
                node = node.getFirstChild();
                depth++;
                continue;
            }
            while (node != null && node.getNext() == null) {
                node = node == document ? null : node.getParent();
                depth--;
            }
            node = node == null ? null : node.getNext();
        }
        return document;
    }

    /** What a node says, its markup aside. */
    private static String text(Node of) {
        StringBuilder text = new StringBuilder();
        Deque<Node> ahead = new ArrayDeque<>();
        ahead.push(of);
        while (!ahead.isEmpty()) {
            Node node = ahead.pop();
            text.append(literal(node));
            for (Node child = node.getLastChild(); child != null; child = child.getPrevious()) {
                ahead.push(child);
            }
        }
        return text.toString();
    }

    private static String literal(Node node) {
        return switch (node) {
            case Text text -> text.getLiteral();
            case Code code -> code.getLiteral();
            case HtmlInline html -> html.getLiteral();
            case SoftLineBreak _ -> " ";
            default -> "";
        };
    }
}
