/** Who signs in with what, and what must stay secret. */
@NullMarked
package dev.mainspring.security;

import org.jspecify.annotations.NullMarked;
