package dev.mainspring.activities.turn;

/**
 * Bounds of a turn.
 *
 * @param steps model calls after which a turn ends
 */
public record TurnLimits(int steps) {}
