package dev.mainspring.activities.workspace;

import java.util.Optional;

/** Small facts a provisioner keeps with a workspace: a pinned host key, a folder it made. */
public interface SiteMemory {

    /** The agent's folder, absolute, as commands see it: people are told. */
    String DIRECTORY = "directory";

    Optional<String> get(String name);

    void put(String name, String value);
}
