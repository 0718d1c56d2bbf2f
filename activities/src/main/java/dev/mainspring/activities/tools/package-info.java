/** The agent's tools, all of them on the shell of a workspace. */
@NullMarked
package dev.mainspring.activities.tools;

import org.jspecify.annotations.NullMarked;
