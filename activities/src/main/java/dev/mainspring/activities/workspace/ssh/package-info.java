/** The shell over SSH: sessions kept and multiplexed, host keys pinned, scripts framed. */
@NullMarked
package dev.mainspring.activities.workspace.ssh;

import org.jspecify.annotations.NullMarked;
