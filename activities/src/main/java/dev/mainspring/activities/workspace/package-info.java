/** Reaches and makes workspaces: provisioners, transports, the shell. */
@NullMarked
package dev.mainspring.activities.workspace;

import org.jspecify.annotations.NullMarked;
