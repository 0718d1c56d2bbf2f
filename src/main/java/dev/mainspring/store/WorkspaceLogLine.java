package dev.mainspring.store;

import java.time.Instant;

/**
 * A line of a build's log.
 *
 * @param seq rises; to read on from
 * @param phase {@code provision}, {@code setup}, {@code stop}, {@code delete}
 */
public record WorkspaceLogLine(long seq, long build, String phase, Instant at, String line) {}
