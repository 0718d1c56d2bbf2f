package dev.mainspring.api;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The fenced blocks of a Markdown document. */
final class Fences {

    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
    private static final Pattern FENCE = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```$");

    /**
     * A block of commands.
     *
     * @param heading the last heading before it
     * @param printed what it is said to print; null where nothing is said
     */
    record Step(String heading, String commands, String printed) {}

    private Fences() {}

    /** Every {@code sh} block, with the {@code text} block right behind it. */
    static List<Step> steps(String document) {
        List<Step> steps = new ArrayList<>();
        Matcher fence = FENCE.matcher(document);
        int end = 0;
        while (fence.find()) {
            boolean next = document.substring(end, fence.start()).isBlank();
            end = fence.end();
            if (fence.group(1).equals("sh")) {
                steps.add(new Step(heading(document, fence.start()), fence.group(2), null));
            } else if (fence.group(1).equals("text") && next) {
                Step asked = steps.removeLast();
                steps.add(new Step(asked.heading(), asked.commands(), fence.group(2)));
            }
        }
        return steps;
    }

    private static String heading(String document, int before) {
        return HEADING.matcher(document.substring(0, before))
                .results()
                .map(found -> found.group(1))
                .reduce("", (_, later) -> later);
    }
}
