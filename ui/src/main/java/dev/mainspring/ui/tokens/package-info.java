/** The page of a person's API tokens. */
@NullMarked
package dev.mainspring.ui.tokens;

import org.jspecify.annotations.NullMarked;
