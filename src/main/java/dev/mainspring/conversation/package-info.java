/**
 * What a conversation is made of: ids, parts, messages, states. Immutable values without behaviour
 * of their own.
 */
@NullMarked
package dev.mainspring.conversation;

import org.jspecify.annotations.NullMarked;
