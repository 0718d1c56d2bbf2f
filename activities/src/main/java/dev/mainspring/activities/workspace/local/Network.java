package dev.mainspring.activities.workspace.local;

/** What a sandbox reaches. */
public enum Network {
    /** Nothing, not even this machine. */
    NONE,
    /** The internet and the networks this machine is on, but nothing of this machine itself. */
    INTERNET,
    /** What this machine reaches, its loopback too. */
    HOST
}
