/**
 * Deterministic code only: the workflows, and the activity interfaces they call. No clock, random,
 * thread, I/O, Spring or static state; ids, step numbers and outcomes, never content.
 */
@NullMarked
package dev.mainspring.workflows;

import org.jspecify.annotations.NullMarked;
