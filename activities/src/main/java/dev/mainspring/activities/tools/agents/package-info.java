/** The agent's tools for sub-agents. */
@NullMarked
package dev.mainspring.activities.tools.agents;

import org.jspecify.annotations.NullMarked;
