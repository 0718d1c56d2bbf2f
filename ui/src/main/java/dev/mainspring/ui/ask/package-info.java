/** What the agent asks of people, on cards above the composer; and its checklist. */
@NullMarked
package dev.mainspring.ui.ask;

import org.jspecify.annotations.NullMarked;
