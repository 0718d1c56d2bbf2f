package dev.mainspring.activities.workspace;

import java.util.Optional;

/** Small facts a provisioner keeps with a workspace: a pinned host key, a folder it made. */
public interface SiteMemory {

    Optional<String> get(String name);

    void put(String name, String value);
}
