/** Pages of the web for the agent. */
@NullMarked
package dev.mainspring.activities.web;

import org.jspecify.annotations.NullMarked;
