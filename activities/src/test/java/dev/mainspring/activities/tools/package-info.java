@NullMarked
package dev.mainspring.activities.tools;

import org.jspecify.annotations.NullMarked;
