package dev.mainspring.bench;

import dev.mainspring.testing.ProductProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** {@code ./mainspring bench verbs}: what people do with running agents, at random, with kills. */
final class VerbsBench {

    /** People at once. */
    private static final int ABREAST = 4;

    private static final int VERBS = 14;
    private static final int KILL_WITHIN_MS = 5_000;

    private VerbsBench() {}

    static boolean run(Options options) {
        long seed = options.number("seed", System.currentTimeMillis());
        int sequences = (int) options.number("sequences", 100);
        System.out.println("seed " + seed);
        try (Scratch scratch = Scratch.start(Map.of())) {
            try {
                run(scratch.product(), scratch.data(), seed, sequences, System.out::println);
                System.out.println(sequences + " sequences: nothing lost, double or stuck");
                return true;
            } catch (AssertionError | RuntimeException e) {
                e.printStackTrace(System.out);
                System.out.println(scratch.tail());
                System.out.println("FAILED; seed " + seed);
                return false;
            }
        }
    }

    /** Runs sequences, some at a time; in every second round the product is killed. */
    static void run(
            ProductProcess product, Path data, long seed, int sequences, Consumer<String> tell) {
        Person person = new Person(product.baseUrl(), "scripted/steering");
        Database database = new Database(data);
        ChatChecks checks = new ChatChecks(person, data);
        Random random = new Random(seed);
        for (int begun = 0; begun < sequences; begun += ABREAST) {
            int now = Math.min(ABREAST, sequences - begun);
            List<Long> seeds = random.longs(now).boxed().toList();
            boolean kill = begun / ABREAST % 2 == 0;
            Duration after = Duration.ofMillis(random.nextInt(KILL_WITHIN_MS));
            Set<String> denied = round(person, database, seeds, () -> kill(product, kill, after));
            checks.nothingRanTwice();
            checks.noneRan(denied);
            checks.nothingIsLeftOver();
            tell.accept(
                    "%d of %d sequences%s"
                            .formatted(begun + now, sequences, kill ? ", killed once" : ""));
        }
    }

    private static void kill(ProductProcess product, boolean kill, Duration after) {
        if (kill) {
            Patience.pause(after);
            Victim.JVM.kill(product);
        }
    }

    private static Set<String> round(
            Person person, Database database, List<Long> seeds, Runnable meanwhile) {
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Set<String>>> all = new ArrayList<>();
            for (long seed : seeds) {
                all.add(people.submit(() -> new RandomVerbs(person, database, seed).run(VERBS)));
            }
            meanwhile.run();
            Set<String> denied = new HashSet<>();
            for (Future<Set<String>> one : all) {
                denied.addAll(one.get());
            }
            return denied;
        } catch (ExecutionException e) {
            throw new AssertionError("one of the seeds " + seeds, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
