/** The agent's tools for templates and workspaces. */
@NullMarked
package dev.mainspring.activities.tools.platform;

import org.jspecify.annotations.NullMarked;
