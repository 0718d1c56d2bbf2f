@NullMarked
package dev.mainspring.conversation;

import org.jspecify.annotations.NullMarked;
