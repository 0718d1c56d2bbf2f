/** What uploaded files really are, and what models get of large images. */
@NullMarked
package dev.mainspring.store.file;

import org.jspecify.annotations.NullMarked;
