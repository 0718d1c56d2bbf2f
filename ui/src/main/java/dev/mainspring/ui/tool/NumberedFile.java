package dev.mainspring.ui.tool;

import com.vaadin.flow.component.Component;
import dev.mainspring.ui.element.Dom;
import java.util.Locale;

/** A file's text with line numbers. */
final class NumberedFile {

    private NumberedFile() {}

    /** As {@code read_file} gives it: each line begins with its number and a tab or an arrow. */
    static Component of(Call call) {
        StringBuilder numbers = new StringBuilder();
        StringBuilder text = new StringBuilder();
        call.out("content")
                .lines()
                .forEach(line -> {
                    int end = numberEnd(line);
                    numbers.append(line, 0, end).append('\n');
                    text.append(line.substring(Math.min(line.length(), end == 0 ? 0 : end + 1)))
                            .append('\n');
                });
        return show(call.in("path"), numbers.toString(), text.toString());
    }

    static Component plain(String path, String content) {
        long lines = content.lines().count();
        StringBuilder numbers = new StringBuilder();
        for (long i = 1; i <= lines; i++) {
            numbers.append(i).append('\n');
        }
        return show(path, numbers.toString(), content);
    }

    /** Where the number ends that a line begins with; 0 if it begins with none. */
    private static int numberEnd(String line) {
        int i = 0;
        while (i < line.length() && line.charAt(i) == ' ') {
            i++;
        }
        int digits = i;
        while (i < line.length() && Character.isDigit(line.charAt(i))) {
            i++;
        }
        boolean separated = i < line.length() && "\t|:→".indexOf(line.charAt(i)) >= 0;
        return i > digits && separated ? i : 0;
    }

    private static Component show(String path, String numbers, String text) {
        String language = language(path);
        return Dom.testId(
                Dom.html(
                        "file-view",
                        "<pre class='file-numbers' aria-hidden='true'>"
                                + Escape.html(numbers.replace(" ", ""))
                                + "</pre><pre class='file-text' tabindex='0'><code"
                                + (language.isEmpty() ? "" : " class='language-" + language + "'")
                                + ">"
                                + Escape.html(text)
                                + "</code></pre>"),
                "file-view");
    }

    /** The name by which the highlighter knows a file's kind; it ignores what it does not know. */
    private static String language(String path) {
        int dot = path.lastIndexOf('.');
        String extension = dot < 0 ? "" : path.substring(dot + 1).toLowerCase(Locale.ROOT);
        return extension.matches("[a-z0-9]{1,10}") ? extension : "";
    }
}
