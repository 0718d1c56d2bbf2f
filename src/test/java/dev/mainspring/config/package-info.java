/** Tests of settings and servers. */
@NullMarked
package dev.mainspring.config;

import org.jspecify.annotations.NullMarked;
