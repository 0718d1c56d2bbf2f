/** Files and images in a conversation. */
@NullMarked
package dev.mainspring.ui.file;

import org.jspecify.annotations.NullMarked;
