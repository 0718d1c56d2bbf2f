package dev.mainspring.activities.model.scripted;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The step that is due, found from the conversation alone, so that a request repeated after a crash
 * gets the same answer: the ids of a step's tool calls say where the script stood. A person's words
 * that match a scene begin it; words after an answer without tool calls begin anew; other words (a
 * message sent while the agent works) do not disturb.
 *
 * @param scene index of the scene, -1 = the file's own steps
 * @param step index of the step
 * @param iteration of a repeated step, from 1
 * @param due empty where the script has ended
 */
record Cue(int scene, int step, int iteration, Optional<Script.Step> due, Template values) {

    private static final Pattern CALL_ID =
            Pattern.compile("toolu_([0-9a-f]+)_(\\d+)_(\\d+)_(\\d+)_\\d+_\\d+");

    private record Place(int scene, int step, int iteration) {}

    static Cue of(String name, Script script, Prompt prompt) {
        Place place = place(name, script, prompt);
        List<Script.Step> steps = script.stepsOf(place.scene());
        Map<String, String> values = values(script, place.scene(), prompt);
        int index = place.step();
        int iteration = place.iteration();
        if (index < steps.size() && iteration > repeat(steps.get(index), values)) {
            index++;
            iteration = 1;
        }
        while (index < steps.size() && !applies(steps.get(index), prompt, values)) {
            index++;
            iteration = 1;
        }
        values.put("iteration", Integer.toString(iteration));
        Optional<Script.Step> due =
                index < steps.size() ? Optional.of(steps.get(index)) : Optional.empty();
        return new Cue(place.scene(), index, iteration, due, new Template(values));
    }

    /** The id of one of this step's tool calls; unlike any other in the conversation. */
    String callId(String name, Prompt prompt, int call) {
        return "toolu_%s_%d_%d_%d_%d_%d"
                .formatted(mark(name), scene + 1, step, iteration, prompt.answers(), call);
    }

    private static Place place(String name, Script script, Prompt prompt) {
        String words = prompt.newWords();
        for (int i = 0; i < script.allScenes().size() && !words.isBlank(); i++) {
            if (Pattern.compile(script.allScenes().get(i).when()).matcher(words).find()) {
                return new Place(i, 0, 1);
            }
        }
        return prompt.lastCallId()
                .map(id -> after(name, script, id))
                .orElseGet(() -> new Place(-1, 0, 1));
    }

    private static @Nullable Place after(String name, Script script, String callId) {
        Matcher id = CALL_ID.matcher(callId);
        if (!id.matches() || !id.group(1).equals(mark(name))) {
            return null;
        }
        int scene = Integer.parseInt(id.group(2)) - 1;
        if (scene >= script.allScenes().size()) {
            return null;
        }
        return new Place(scene, Integer.parseInt(id.group(3)), Integer.parseInt(id.group(4)) + 1);
    }

    private static Map<String, String> values(Script script, int scene, Prompt prompt) {
        Map<String, String> values = new HashMap<>();
        values.put("message", prompt.words());
        values.put("result", prompt.lastResults().strip());
        values.put("system", prompt.instructions());
        if (scene >= 0) {
            Pattern when = Pattern.compile(script.allScenes().get(scene).when());
            prompt.newestMatch(when).ifPresent(match -> putGroups(match, values));
        }
        return values;
    }

    private static boolean applies(Script.Step step, Prompt prompt, Map<String, String> values) {
        if (repeat(step, values) < 1) {
            return false;
        }
        if (step.when() == null) {
            return true;
        }
        Matcher matcher = Pattern.compile(step.when()).matcher(prompt.lastMessage());
        if (!matcher.find()) {
            return false;
        }
        putGroups(matcher, values);
        return true;
    }

    private static void putGroups(Matcher matcher, Map<String, String> values) {
        for (int group = 0; group <= matcher.groupCount(); group++) {
            String text = matcher.group(group);
            values.put("match." + group, text == null ? "" : text);
        }
    }

    private static int repeat(Script.Step step, Map<String, String> values) {
        if (step.repeat() == null) {
            return 1;
        }
        String number = new Template(values).fill(step.repeat()).strip();
        return number.matches("\\d{1,9}") ? Integer.parseInt(number) : 1;
    }

    private static String mark(String name) {
        return Integer.toHexString(name.hashCode());
    }
}
