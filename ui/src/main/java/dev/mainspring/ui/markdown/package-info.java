/** Model output as safe HTML. */
@NullMarked
package dev.mainspring.ui.markdown;

import org.jspecify.annotations.NullMarked;
