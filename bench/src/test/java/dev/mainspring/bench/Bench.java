package dev.mainspring.bench;

import java.util.Arrays;
import java.util.List;

/** Measures the product: {@code ./mainspring bench <what> [options]}. */
public final class Bench {

    private static final String USAGE =
            """
            Usage: ./mainspring bench <what> [options]

              chaos [--kills N] [--seed S]  kill -9 at random instants and at chosen ones
            """;

    private Bench() {}

    /** Exits with 0 if everything held, 1 if not, 2 where it was not asked well. */
    public static void main(String[] arguments) {
        List<String> given = Arrays.asList(arguments);
        String what = given.isEmpty() ? "" : given.getFirst();
        Options options = new Options(given);
        boolean fine =
                switch (what) {
                    case "chaos" -> ChaosBench.run(options);
                    default -> {
                        System.out.print(USAGE);
                        System.exit(what.isEmpty() ? 0 : 2);
                        yield false;
                    }
                };
        System.exit(fine ? 0 : 1);
    }
}
