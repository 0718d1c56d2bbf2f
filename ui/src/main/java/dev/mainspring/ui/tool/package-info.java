/** Tool calls: a line each, that opens to what suits it. */
@NullMarked
package dev.mainspring.ui.tool;

import org.jspecify.annotations.NullMarked;
