package dev.mainspring.activities.tools;

/** Whom commits name as author and committer. */
public record GitIdentity(String name, String email) {}
