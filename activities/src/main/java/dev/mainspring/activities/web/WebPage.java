package dev.mainspring.activities.web;

/** What came of reading a page. */
sealed interface WebPage {

    /**
     * It was read.
     *
     * @param url after redirects
     * @param cut whether the page is longer than what was read
     */
    record Read(String url, String title, String markdown, boolean cut) implements WebPage {}

    /** It was not; says why, for the model. */
    record Unread(String why) implements WebPage {}

    /** A person stopped it. */
    record Stopped() implements WebPage {}
}
