/** Tools by which the agent asks people, and tells them how far it is. */
@NullMarked
package dev.mainspring.activities.tools.people;

import org.jspecify.annotations.NullMarked;
