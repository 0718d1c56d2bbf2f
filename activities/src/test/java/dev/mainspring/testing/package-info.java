/** Real servers for tests. */
@NullMarked
package dev.mainspring.testing;

import org.jspecify.annotations.NullMarked;
