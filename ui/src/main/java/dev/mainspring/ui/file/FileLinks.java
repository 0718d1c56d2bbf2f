package dev.mainspring.ui.file;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import dev.mainspring.conversation.Part;
import dev.mainspring.ui.element.Dom;
import dev.mainspring.ui.element.Icon;
import java.util.Locale;

/** Shows files of a chat: an image as a thumbnail that opens big, all others as a download. */
public final class FileLinks {

    private static final long KILO = 1024;

    private FileLinks() {}

    /** A thumbnail; a click opens it big: attachments.js. */
    public static Component image(Part.Image image) {
        String path = path(image.fileId().toString());
        NativeButton button = new NativeButton();
        button.addClassName("thumbnail");
        button.getElement().setAttribute("type", "button");
        button.getElement().setAttribute("data-zoom", path);
        button.getElement().setAttribute("data-name", image.name());
        button.getElement().setAttribute("title", image.name());
        Dom.label(button, "Open image " + image.name());
        Image picture = new Image(path, image.name());
        picture.getElement().setAttribute("loading", "lazy");
        button.add(picture);
        return Dom.testId(button, "image");
    }

    public static Component file(Part.File file) {
        return file(file.fileId().toString(), file.name(), file.bytes());
    }

    /** A download. */
    public static Component file(String id, String name, long bytes) {
        Anchor link = new Anchor(path(id), "");
        link.setRouterIgnore(true);
        link.getElement().setAttribute("download", name);
        link.getElement().setAttribute("title", "Download " + name);
        link.addClassName("file-chip");
        Span words = Dom.span("file-name", name);
        link.add(Icon.FILE.create(), words, Dom.span("file-size", size(bytes)));
        return Dom.testId(link, "file");
    }

    private static String path(String id) {
        return "/api/v1/files/" + id;
    }

    /** A size for people: 12 B, 3 KB, 1.5 MB. */
    static String size(long bytes) {
        if (bytes < KILO) {
            return bytes + " B";
        }
        if (bytes < KILO * KILO) {
            return Math.round((double) bytes / KILO) + " KB";
        }
        return String.format(Locale.ROOT, "%.1f MB", (double) bytes / KILO / KILO);
    }
}
