/** Workspaces on this machine: a folder and a sandbox each, served over SSH on loopback. */
@NullMarked
package dev.mainspring.activities.workspace.local;

import org.jspecify.annotations.NullMarked;
