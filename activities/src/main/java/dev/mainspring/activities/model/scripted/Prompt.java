package dev.mainspring.activities.model.scripted;

import dev.mainspring.activities.model.ProductWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * What a request of the Messages API tells the scripted model about the conversation.
 *
 * @param told what stands on the person's side and is not theirs
 */
record Prompt(JsonNode system, JsonNode messages, ProductWords told) {

    /** What the product tells the model before the conversation. */
    String instructions() {
        List<String> texts = new ArrayList<>();
        for (JsonNode block : system) {
            texts.add(block.path("text").asString(""));
        }
        return String.join("\n\n", texts);
    }

    /** How many answers there are. */
    int answers() {
        int count = 0;
        for (JsonNode message : messages) {
            count += isAnswer(message) ? 1 : 0;
        }
        return count;
    }

    /** The id of the newest answer's first tool call, or nothing if it called none. */
    Optional<String> lastCallId() {
        for (JsonNode block : messages.path(lastAnswer()).path("content")) {
            if (block.path("type").asString("").equals("tool_use")) {
                return Optional.of(block.path("id").asString(""));
            }
        }
        return Optional.empty();
    }

    /** What the person said after the newest answer; a summary speaks for who said nothing. */
    String newWords() {
        List<String> words = new ArrayList<>();
        List<String> summaries = new ArrayList<>();
        for (int i = lastAnswer() + 1; i < messages.size(); i++) {
            words.addAll(wordsOf(messages.get(i)));
            summaries.addAll(summariesIn(messages.get(i)));
        }
        return String.join("\n", words.isEmpty() ? summaries : words);
    }

    /** The person's newest words; where none are left, the newest summary. */
    String words() {
        return newest(this::wordsOf).or(() -> newest(this::summariesIn)).orElse("");
    }

    private Optional<String> newest(Function<JsonNode, List<String>> texts) {
        for (int i = messages.size() - 1; i >= 0; i--) {
            List<String> found = texts.apply(messages.get(i));
            if (!found.isEmpty()) {
                return Optional.of(String.join("\n", found));
            }
        }
        return Optional.empty();
    }

    /** Finds the newest of the person's words that match, or else the newest such summary. */
    Optional<Matcher> newestMatch(Pattern pattern) {
        return newestMatch(pattern, this::wordsOf)
                .or(() -> newestMatch(pattern, this::summariesIn));
    }

    private Optional<Matcher> newestMatch(Pattern pattern, Function<JsonNode, List<String>> texts) {
        for (int i = messages.size() - 1; i >= 0; i--) {
            for (String text : texts.apply(messages.get(i)).reversed()) {
                Matcher matcher = pattern.matcher(text);
                if (matcher.find()) {
                    return Optional.of(matcher);
                }
            }
        }
        return Optional.empty();
    }

    /** All of the last message: results of tools, words, and what the product tells. */
    String lastMessage() {
        JsonNode last = messages.path(messages.size() - 1);
        return results(last) + String.join("\n", saidIn(last));
    }

    /** What the tools returned last. */
    String lastResults() {
        return results(messages.path(messages.size() - 1));
    }

    private int lastAnswer() {
        for (int i = messages.size() - 1; i >= 0; i--) {
            if (isAnswer(messages.get(i))) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isAnswer(JsonNode message) {
        return message.path("role").asString("").equals("assistant");
    }

    /** The person's words in a message; empty where there are none. */
    private List<String> wordsOf(JsonNode message) {
        return saidIn(message).stream().filter(text -> !told.contain(text)).toList();
    }

    private List<String> summariesIn(JsonNode message) {
        return saidIn(message).stream().filter(told.summaries()::contains).toList();
    }

    private static List<String> saidIn(JsonNode message) {
        List<String> words = new ArrayList<>();
        if (isAnswer(message)) {
            return words;
        }
        for (JsonNode block : message.path("content")) {
            switch (block.path("type").asString("")) {
                case "text" -> words.add(block.path("text").asString(""));
                case "image", "document" -> words.add(seen(block));
                default -> {
                    // Results of tools are no words of a person.
                }
            }
        }
        return words;
    }

    /** Such as {@code [image image/png]}, for scripts to match. */
    private static String seen(JsonNode block) {
        return "["
                + block.path("type").asString("")
                + " "
                + block.path("source").path("media_type").asString("")
                + "]";
    }

    private static String results(JsonNode message) {
        StringBuilder results = new StringBuilder();
        for (JsonNode block : message.path("content")) {
            if (block.path("type").asString("").equals("tool_result")) {
                results.append(block.path("content").asString("")).append('\n');
            }
        }
        return results.toString();
    }
}
