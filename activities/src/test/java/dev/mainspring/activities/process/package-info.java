@NullMarked
package dev.mainspring.activities.process;

import org.jspecify.annotations.NullMarked;
