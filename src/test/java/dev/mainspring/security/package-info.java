/** Tests of accounts, tokens and secrets. */
@NullMarked
package dev.mainspring.security;

import org.jspecify.annotations.NullMarked;
