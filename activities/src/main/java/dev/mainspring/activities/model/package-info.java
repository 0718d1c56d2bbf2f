/** Calls models: one port, one dialect for each wire protocol. */
@NullMarked
package dev.mainspring.activities.model;

import org.jspecify.annotations.NullMarked;
