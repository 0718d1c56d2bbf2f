package dev.mainspring.ui.tool;

/** How many lines a unified diff adds and removes. */
record DiffCount(int added, int removed) {

    static DiffCount of(String diff) {
        int added = 0;
        int removed = 0;
        for (String line : UnifiedDiff.lines(diff).toList()) {
            if (line.startsWith("+")) {
                added++;
            } else if (line.startsWith("-")) {
                removed++;
            }
        }
        return new DiffCount(added, removed);
    }

    DiffCount plus(DiffCount other) {
        return new DiffCount(added + other.added, removed + other.removed);
    }
}
