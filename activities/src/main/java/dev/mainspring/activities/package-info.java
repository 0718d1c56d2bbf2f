/** Everything with side effects: the activities that workflows call. */
@NullMarked
package dev.mainspring.activities;

import org.jspecify.annotations.NullMarked;
