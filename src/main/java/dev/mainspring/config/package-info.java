/** Settings, the servers the product brings along, and what binds them to Spring. */
@NullMarked
package dev.mainspring.config;

import org.jspecify.annotations.NullMarked;
