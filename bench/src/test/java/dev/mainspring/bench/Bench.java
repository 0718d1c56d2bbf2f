package dev.mainspring.bench;

import java.util.Arrays;
import java.util.List;

/** Measures the product: {@code ./mainspring bench <what> [options]}. */
public final class Bench {

    private static final String USAGE =
            """
            Usage: ./mainspring bench <what> [options]

              step [--steps N]                  what a step costs, beside the floor
              load [--chats N] [--turns N]      many chats at once, and memory
              stop [--stops N]                  from a stop to the dead command
              start [--starts N]                ./mainspring up until it is healthy
              long [--calls N]                  many calls on a long conversation
              list [--chats N]                  a page of many chats, and memory
              search [--chats N] [--messages N] searches among many messages
              chaos [--kills N] [--seed S]      kill -9 at random instants
                    [--chosen 0] [--stall S]    ... and at chosen ones
              verbs [--sequences N] [--seed S]  send, edit, fork, stop ... in any order, with kills

            It prints a table and writes target/bench/<what>.json; the exit code is 1 where a
            budget of bench/README.md is missed.
            """;

    private Bench() {}

    /** Exits with 0 if everything held, 1 if not, 2 where it was not asked well. */
    public static void main(String[] arguments) {
        List<String> given = Arrays.asList(arguments);
        String what = given.isEmpty() ? "" : given.getFirst();
        Options options = new Options(given);
        boolean fine =
                switch (what) {
                    case "step" -> StepBench.run(options);
                    case "load" -> LoadBench.run(options);
                    case "stop" -> StopBench.run(options);
                    case "start" -> StartBench.run(options);
                    case "long" -> LongBench.run(options);
                    case "list" -> ListBench.run(options);
                    case "search" -> SearchBench.run(options);
                    case "chaos" -> ChaosBench.run(options);
                    case "verbs" -> VerbsBench.run(options);
                    default -> {
                        System.out.print(USAGE);
                        System.exit(what.isEmpty() ? 0 : 2);
                        yield false;
                    }
                };
        System.exit(fine ? 0 : 1);
    }
}
