/** Requests to the outside that a person or a model can cause, and where they may go. */
@NullMarked
package dev.mainspring.activities.net;

import org.jspecify.annotations.NullMarked;
