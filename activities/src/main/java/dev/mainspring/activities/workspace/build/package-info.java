/** Builds workspaces and gives chats their shells. */
@NullMarked
package dev.mainspring.activities.workspace.build;

import org.jspecify.annotations.NullMarked;
