package dev.mainspring.activities.model;

/** One wire protocol: a pure mapping of requests to JSON and of events to parts. */
interface Dialect {

    WireRequest request(ModelRequest request, Route route);

    /** Reads one answer into the draft. */
    AnswerReader reader(AnswerDraft draft);
}
