/** Real servers and a whole product for tests. */
@NullMarked
package dev.mainspring.testing;

import org.jspecify.annotations.NullMarked;
