package dev.mainspring.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The fenced blocks of a Markdown document. */
final class Fences {

    private static final Set<String> PRINTED = Set.of("text", "json");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
    private static final Pattern FENCE = Pattern.compile("(?ms)^```(\\w+)( refused)?\\n(.*?)^```$");

    /**
     * A block of commands.
     *
     * @param heading the last heading before it
     * @param refused whether its requests are shown to be refused
     * @param printed what it is said to print; null where nothing is said
     */
    record Step(String heading, String commands, boolean refused, @Nullable String printed) {

        private Step printing(String said) {
            return new Step(heading, commands, refused, said);
        }
    }

    private Fences() {}

    /** Every {@code sh} block, with the {@code text} or {@code json} block right behind it. */
    static List<Step> steps(String document) {
        List<Step> steps = new ArrayList<>();
        Matcher fence = FENCE.matcher(document);
        int end = 0;
        while (fence.find()) {
            boolean next = document.substring(end, fence.start()).isBlank();
            end = fence.end();
            if (fence.group(1).equals("sh")) {
                String heading = heading(document, fence.start());
                boolean refused = fence.group(2) != null;
                steps.add(new Step(heading, fence.group(3), refused, null));
            } else if (PRINTED.contains(fence.group(1)) && next && !steps.isEmpty()) {
                steps.add(steps.removeLast().printing(fence.group(3)));
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
