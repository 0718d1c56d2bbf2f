/** The column of messages. */
@NullMarked
package dev.mainspring.ui.transcript;

import org.jspecify.annotations.NullMarked;
