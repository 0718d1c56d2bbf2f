package dev.mainspring.activities.turn;

/**
 * Bounds of sub-agents.
 *
 * @param atOnce of one chat that may be at work; the others wait
 */
public record AgentLimits(int atOnce) {}
