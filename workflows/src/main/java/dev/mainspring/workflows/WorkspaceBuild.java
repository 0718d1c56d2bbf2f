package dev.mainspring.workflows;

import dev.mainspring.conversation.WorkspaceVerb;
import org.jspecify.annotations.Nullable;

/**
 * A build to do.
 *
 * @param verb null if there is none
 */
public record WorkspaceBuild(long number, @Nullable WorkspaceVerb verb) {}
