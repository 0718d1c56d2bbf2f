/** What programs talk to: REST and event streams under {@code /api/v1}. */
@NullMarked
package dev.mainspring.api;

import org.jspecify.annotations.NullMarked;
