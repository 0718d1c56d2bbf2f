package dev.mainspring.bench;

import java.time.Duration;
import java.util.List;

/** Measured times, and what can be said of them in milliseconds. */
record Sample(List<Duration> times) {

    Sample {
        times = List.copyOf(times);
    }

    double p50() {
        return percentile(50);
    }

    double p95() {
        return percentile(95);
    }

    Sample from(int first, int end) {
        return new Sample(
                times.subList(Math.min(first, times.size()), Math.min(end, times.size())));
    }

    /** By the nearest rank; 0 where nothing was measured. */
    private double percentile(int percent) {
        if (times.isEmpty()) {
            return 0;
        }
        List<Duration> sorted = times.stream().sorted().toList();
        int rank = (int) Math.ceil(percent / 100.0 * sorted.size());
        return sorted.get(Math.max(0, rank - 1)).toNanos() / 1e6;
    }
}
