package dev.mainspring.ui.element;

import com.vaadin.flow.component.html.Span;

/** Line icons on a grid of 24, drawn in the colour of the text around them. */
public enum Icon {
    PLUS("M12 5v14M5 12h14"),
    SEARCH("M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM20 20l-4-4"),
    PAPERCLIP(
            "M20 11l-8.5 8.5a5 5 0 0 1-7-7L13 4a3.3 3.3 0 0 1 4.7 4.7l-8.4 8.4a1.7 1.7 0 0 1-2.4-2.4L14.5 7"),
    FILTER("M4 6h16M7 12h10M10 18h4"),
    TAG("M4 4h8l8 8-8 8-8-8zM8 8h.01"),
    PIN("M12 16v5M8 4h8l-1 6 3 4v2H6v-2l3-4z"),
    MORE("M5 12h.01M12 12h.01M19 12h.01"),
    PANEL("M4 5h16v14H4zM9.5 5v14"),
    ARCHIVE("M4 5h16v4H4zM6 9v10h12V9M10 13h4"),
    PENCIL("M4 20l1-4L16 5l3 3L8 19z"),
    TRASH("M5 7h14M9 7V4h6v3M7 7l1 13h8l1-13"),
    COPY("M9 9h11v11H9zM5 15H4V4h11v1"),
    CHECK("M5 13l4 4L19 7"),
    CROSS("M6 6l12 12M18 6L6 18"),
    ALERT("M12 4l9 16H3zM12 10v4M12 17h.01"),
    UNKNOWN(
            "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .8-1 1.7"
                    + "M12 16.5h.01"),
    CHEVRON("M9 6l6 6-6 6"),
    BACK("M15 6l-6 6 6 6"),
    AGENT("M5 8h14v11H5zM12 8V4M9 13h.01M15 13h.01M2.5 13v2M21.5 13v2"),
    ARROW_UP("M12 19V5M6 11l6-6 6 6"),
    FORK(
            "M7 4a2 2 0 1 0 0 4 2 2 0 0 0 0-4zM17 4a2 2 0 1 0 0 4 2 2 0 0 0 0-4zM12 16a2 2 0 1 0 0 4 2 2 0 0 0"
                    + " 0-4zM7 8v2a2 2 0 0 0 2 2h6a2 2 0 0 0 2-2V8M12 12v4"),
    SEND("M4 12l16-8-5 16-3-7z"),
    ARROW_DOWN("M12 5v14M6 13l6 6 6-6"),
    STOP("M7 7h10v10H7z"),
    TERMINAL("M4 5h16v14H4zM8 10l2.5 2L8 14M13 15h3"),
    FILE("M6 3h8l4 4v14H6zM14 3v4h4"),
    FILE_EDIT("M6 3h8l4 4v14H6zM9 12h6M12 9v6M9 17.5h6"),
    FOLDER("M4 6h6l2 2h8v11H4z"),
    BOX("M12 3l8 4.5v9L12 21l-8-4.5v-9zM4 7.5l8 4.5 8-4.5M12 12v9"),
    WRENCH(
            "M14.5 6.5a4 4 0 0 1 5-1L17 8l-1 2.5 1.5 1 2.7-1a4 4 0 0 1-5.7 3L8 20l-3-3 6.5-6.5a4 4 0 0 1"
                    + " 3-4z"),
    SPARK("M12 4l1.8 5.2L19 11l-5.2 1.8L12 18l-1.8-5.2L5 11l5.2-1.8z"),
    CLOCK("M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7.5V12l3 2"),
    LINK("M14 4h6v6M20 4l-9 9M18 14v6H4V6h6"),
    KEY("M8 11a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM11 12.5L20 4M16 8l3 3"),
    SUN(
            "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3"
                    + " 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4"),
    MOON("M20 14.5A8 8 0 0 1 9.5 4a8 8 0 1 0 10.5 10.5z"),
    SCREEN("M4 5h16v11H4zM9 20h6M12 16v4"),
    EXIT("M10 4H5v16h5M14 8l4 4-4 4M18 12H9"),
    KEYBOARD("M3 7h18v11H3zM7 11h.01M11 11h.01M15 11h.01M8 14.5h8"),
    REPEAT("M4 12a8 8 0 0 1 13.7-5.6L20 9M20 4v5h-5M20 12a8 8 0 0 1-13.7 5.6L4 15M4 20v-5h5"),
    FOLD("M4 4h16M4 20h16M12 3.5v6M9.5 7l2.5 2.5L14.5 7M12 20.5v-6M9.5 17l2.5-2.5 2.5 2.5"),
    LIST("M9 6h11M9 12h11M9 18h11M4.5 6h.01M4.5 12h.01M4.5 18h.01");

    private final String path;

    Icon(String path) {
        this.path = path;
    }

    /** The icon; decoration only, so whoever uses it alone labels what it sits in. */
    public Span create() {
        Span span = new Span();
        span.addClassName("icon");
        span.getElement().setAttribute("aria-hidden", "true");
        span.getElement().setProperty("innerHTML", svg());
        return span;
    }

    /** The icon inside of HTML that this product writes. */
    public String html() {
        return "<span class='icon' aria-hidden='true'>" + svg() + "</span>";
    }

    private String svg() {
        return "<svg viewBox='0 0 24 24' fill='none' stroke='currentColor' stroke-width='1.75'"
                + " stroke-linecap='round' stroke-linejoin='round'><path d='"
                + path
                + "'/></svg>";
    }
}
