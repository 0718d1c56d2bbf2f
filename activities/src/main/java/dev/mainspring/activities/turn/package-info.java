/** The activities of a chat's turns: what they store, and the effects they drive. */
@NullMarked
package dev.mainspring.activities.turn;

import org.jspecify.annotations.NullMarked;
