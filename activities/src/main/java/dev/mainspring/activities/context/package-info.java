/** What a workspace and a deployment tell the agent: instruction files and skills. */
@NullMarked
package dev.mainspring.activities.context;

import org.jspecify.annotations.NullMarked;
