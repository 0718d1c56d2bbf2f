package dev.mainspring.activities.tools;

import dev.mainspring.activities.workspace.ShellResult;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How a call's command stands, as the scripts tell on the last line of standard error.
 *
 * @param facts what else they tell, by name; empty values left out
 */
record CallReport(Standing standing, Map<String, String> facts) {

    enum Standing {
        /** The workspace has no folder of this call. */
        ABSENT,
        RUNNING,
        EXITED,
        /** A folder without exit status and without a living supervisor. */
        LOST,
        /** The workspace could not start it; nothing ran. */
        REFUSED,
        /** The script did not come to its end. */
        UNSAID
    }

    static final CallReport UNSAID = new CallReport(Standing.UNSAID, Map.of());

    private static final String PREFIX = "mainspring: ";

    static CallReport of(ShellResult result) {
        return of(result.err());
    }

    /** Reads lines as the scripts write them; others are left out. */
    static CallReport of(String told) {
        Standing standing = Standing.UNSAID;
        Map<String, String> facts = new HashMap<>();
        for (String line : told.split("\n")) {
            if (!line.startsWith(PREFIX)) {
                continue;
            }
            String[] words = line.substring(PREFIX.length()).strip().split(" ");
            standing = standing(words[0], standing);
            for (int i = 1; i < words.length; i++) {
                int equals = words[i].indexOf('=');
                if (equals < 0) {
                    facts.put("why", words[i]);
                } else if (equals < words[i].length() - 1) {
                    facts.put(words[i].substring(0, equals), words[i].substring(equals + 1));
                }
            }
        }
        return new CallReport(standing, Map.copyOf(facts));
    }

    private static Standing standing(String word, Standing otherwise) {
        return switch (word) {
            case "absent" -> Standing.ABSENT;
            case "running" -> Standing.RUNNING;
            case "exited" -> Standing.EXITED;
            case "lost" -> Standing.LOST;
            case "refused" -> Standing.REFUSED;
            default -> otherwise;
        };
    }

    boolean has(String fact) {
        return facts.containsKey(fact);
    }

    String fact(String name) {
        return facts.getOrDefault(name, "");
    }

    OptionalInt exitCode() {
        String code = fact("code");
        return code.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(code));
    }

    OptionalLong number(String name) {
        String value = fact(name);
        return value.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(value));
    }

    /** From the command's start to its end, or to now; to 10 ms. Zero where it is not told. */
    Duration age() {
        if (!has("began")) {
            return Duration.ZERO;
        }
        double seconds =
                Double.parseDouble(has("ended") ? fact("ended") : fact("now"))
                        - Double.parseDouble(fact("began"));
        return Duration.ofMillis(Math.max(0, Math.round(seconds * 1_000)));
    }
}
