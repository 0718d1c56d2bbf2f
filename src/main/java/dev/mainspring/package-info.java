/** Mainspring: a self-hosted control plane for coding agents. */
@NullMarked
package dev.mainspring;

import org.jspecify.annotations.NullMarked;
