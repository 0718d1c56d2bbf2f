/** Measures the product and kills it; {@code ./mainspring bench} says what there is. */
@NullMarked
package dev.mainspring.bench;

import org.jspecify.annotations.NullMarked;
