/** Finding chats. */
@NullMarked
package dev.mainspring.ui.search;

import org.jspecify.annotations.NullMarked;
