package dev.mainspring.chat;

import dev.mainspring.store.Template;
import java.util.Optional;

/** What people must be told of the workspaces of a template, on this machine. */
@FunctionalInterface
public interface WorkspaceWarnings {

    /**
     * A warning.
     *
     * @param unsafe whether commands can reach what they must not
     */
    record Warning(String words, boolean unsafe) {}

    Optional<Warning> of(Template template);
}
