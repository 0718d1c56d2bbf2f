/** Small pieces that the views are made of. */
@NullMarked
package dev.mainspring.ui.element;

import org.jspecify.annotations.NullMarked;
