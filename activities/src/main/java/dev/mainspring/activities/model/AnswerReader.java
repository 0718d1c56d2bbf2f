package dev.mainspring.activities.model;

import tools.jackson.databind.JsonNode;

/** Maps a provider's events to an answer. Keeps the state of one stream. */
@FunctionalInterface
interface AnswerReader {

    /** Takes the next event's data; what it does not know it passes over. */
    void read(JsonNode event);
}
