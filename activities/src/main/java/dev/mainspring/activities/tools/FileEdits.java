package dev.mainspring.activities.tools;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/**
 * The edits of one file.
 *
 * @param path absolute
 * @param named as the model named it
 */
record FileEdits(String path, String named, List<TextEdit> edits) {

    private static final long MOST_SHOWN_LINES = 5_000;

    /** Nothing can be edited; the message is for the model. */
    static final class Refusal extends Exception {
        Refusal(String message) {
            super(message);
        }
    }

    /**
     * A file as it shall be.
     *
     * @param diff unified
     */
    record Edited(byte[] bytes, String diff, int replacements) {}

    /** In the order of the call; a file that is named twice is edited once, in that order. */
    static List<FileEdits> of(JsonNode files, UnaryOperator<String> absolute) {
        Map<String, FileEdits> byPath = new LinkedHashMap<>();
        for (JsonNode file : files) {
            String named = file.get("path").asString();
            String path = absolute.apply(named);
            FileEdits known = byPath.get(path);
            List<TextEdit> edits = new ArrayList<>(known == null ? List.of() : known.edits());
            for (JsonNode edit : file.get("edits")) {
                edits.add(
                        new TextEdit(
                                edit.get("old_text").asString(),
                                edit.get("new_text").asString(),
                                edit.path("replace_all").asBoolean(false)));
            }
            byPath.put(path, new FileEdits(path, named, edits));
        }
        return List.copyOf(byPath.values());
    }

    Edited applyTo(byte[] before) throws Refusal {
        if (MediaTypes.isBinary(before)) {
            throw new Refusal(named + ": it is a binary file");
        }
        FileText file = FileText.of(before);
        String text = file.text();
        int places = 0;
        for (int i = 0; i < edits.size(); i++) {
            TextEdit edit = edits.get(i);
            if (!file.holds(edit.newText())) {
                throw refusal(i, "the file is not UTF-8, and new_text has what it cannot hold");
            }
            switch (edit.applyTo(text)) {
                case TextEdit.Outcome.Replaced replaced -> {
                    text = replaced.text();
                    places += replaced.places();
                }
                case TextEdit.Outcome.Refused refused -> throw refusal(i, refused.why());
            }
        }
        return new Edited(file.bytes(text), diff(file.text(), text), places);
    }

    private Refusal refusal(int edit, String why) {
        return new Refusal(
                "nothing was changed: %s, edit %d of %d: %s"
                        .formatted(named, edit + 1, edits.size(), why));
    }

    /** Lines of the old text that the new one lacks: the diff takes time with their square. */
    private static long changed(List<String> old, List<String> now) {
        Map<String, Integer> left = new HashMap<>();
        now.forEach(line -> left.merge(line, 1, Integer::sum));
        return old.stream().filter(line -> left.merge(line, -1, Integer::sum) < 0).count();
    }

    private String diff(String before, String after) {
        List<String> old = before.lines().toList();
        long changed = changed(old, after.lines().toList());
        if (changed > MOST_SHOWN_LINES) {
            return "(%d lines changed; too many to show)".formatted(changed);
        }
        return String.join(
                        "\n",
                        UnifiedDiffUtils.generateUnifiedDiff(
                                "a/" + named,
                                "b/" + named,
                                old,
                                DiffUtils.diff(old, after.lines().toList()),
                                3))
                + "\n";
    }
}
