package dev.mainspring.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a benchmark found: a table for people, and JSON under {@code target/bench}. */
final class Report {

    /** Of a machine that is idle; a busy one slows everything, the floor, too. */
    private static final Path FOLDER = Path.of("target/bench");

    /**
     * A measured value.
     *
     * @param budget as bench/README.md has it, in words; null where there is none
     * @param kept whether the budget is; null where there is none
     */
    record Row(
            String what,
            double value,
            String unit,
            @Nullable String budget,
            @Nullable Boolean kept) {}

    private final String name;
    private final Instant at = Instant.now();
    private final double loadAtStart = Machine.load();
    private final List<Row> rows = new ArrayList<>();

    Report(String name) {
        this.name = name;
    }

    void row(String what, double value, String unit) {
        rows.add(new Row(what, value, unit, null, null));
    }

    void budget(String what, double value, String unit, String budget, boolean kept) {
        rows.add(new Row(what, value, unit, budget, kept));
    }

    /** Prints and stores it; whether every budget is kept. */
    boolean done() {
        System.out.println();
        System.out.println(Machine.words() + ", load average at start " + loadAtStart);
        for (Row row : rows) {
            String verdict =
                    row.budget() == null
                            ? ""
                            : (Boolean.TRUE.equals(row.kept()) ? "kept   " : "MISSED ")
                                    + row.budget();
            System.out.printf(
                    Locale.ROOT,
                    "  %-52s %10.1f %-8s %s%n",
                    row.what(),
                    row.value(),
                    row.unit(),
                    verdict);
        }
        store();
        return rows.stream().noneMatch(row -> Boolean.FALSE.equals(row.kept()));
    }

    private void store() {
        var json = Person.JSON.createObjectNode();
        json.put("benchmark", name).put("at", at.toString()).put("load_average", loadAtStart);
        json.set("machine", Person.JSON.valueToTree(Machine.facts()));
        json.set("rows", Person.JSON.valueToTree(rows.stream().map(Report::fields).toList()));
        try {
            Files.createDirectories(FOLDER);
            Path file = FOLDER.resolve(name + ".json");
            Files.writeString(
                    file,
                    Person.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n");
            System.out.println("  (also in " + file + ")");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> fields(Row row) {
        return row.budget() == null || row.kept() == null
                ? Map.of("what", row.what(), "value", row.value(), "unit", row.unit())
                : Map.of(
                        "what", row.what(),
                        "value", row.value(),
                        "unit", row.unit(),
                        "budget", row.budget(),
                        "kept", row.kept());
    }
}
