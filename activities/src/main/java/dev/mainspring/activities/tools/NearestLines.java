package dev.mainspring.activities.tools;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Shows a model where what it looked for might be. */
final class NearestLines {

    private static final int SHOWN = 3;
    private static final int LINE_CHARACTERS = 200;
    private static final int COMPARED_LINES = 50_000;

    private record Scored(int number, String line, double score) {}

    private NearestLines() {}

    /** The lines most alike to the first line of the text that has something on it. */
    static String of(String file, String wanted) {
        Set<String> pairs =
                wanted.lines()
                        .filter(line -> !line.isBlank())
                        .findFirst()
                        .map(NearestLines::pairs)
                        .orElse(Set.of());
        List<String> lines = file.lines().limit(COMPARED_LINES).toList();
        String nearest =
                IntStream.range(0, lines.size())
                        .mapToObj(i -> scored(i + 1, lines.get(i), pairs))
                        .filter(line -> line.score() > 0.2)
                        .sorted(
                                Comparator.comparingDouble(Scored::score)
                                        .reversed()
                                        .thenComparingInt(Scored::number))
                        .limit(SHOWN)
                        .map(line -> line.number() + "\t" + line.line())
                        .collect(Collectors.joining("\n"));
        return nearest.isEmpty() ? "(none is alike)" : nearest;
    }

    private static Scored scored(int number, String line, Set<String> wanted) {
        String cut = line.length() > LINE_CHARACTERS ? line.substring(0, LINE_CHARACTERS) : line;
        Set<String> own = pairs(cut);
        long common = own.stream().filter(wanted::contains).count();
        int all = own.size() + wanted.size();
        return new Scored(number, cut, all == 0 ? 0 : 2.0 * common / all);
    }

    /** Neighbouring characters, white space left out (Dice's coefficient compares them). */
    private static Set<String> pairs(String line) {
        String dense = line.replaceAll("\\s+", "");
        Set<String> pairs = new HashSet<>();
        for (int i = 0; i + 2 <= Math.min(dense.length(), LINE_CHARACTERS); i++) {
            pairs.add(dense.substring(i, i + 2));
        }
        return pairs;
    }
}
