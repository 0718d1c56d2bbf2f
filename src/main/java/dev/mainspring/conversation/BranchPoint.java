package dev.mainspring.conversation;

/**
 * Where a branch begins: after this position of another one.
 *
 * @param position of the last message both have; 0 = none
 */
public record BranchPoint(BranchId branch, int position) {}
