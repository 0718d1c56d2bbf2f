@NullMarked
package dev.mainspring.activities.workspace.ssh;

import org.jspecify.annotations.NullMarked;
