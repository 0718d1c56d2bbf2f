/** Commands that go on behind chats: how they end is seen, recorded, and brought about. */
@NullMarked
package dev.mainspring.activities.process;

import org.jspecify.annotations.NullMarked;
