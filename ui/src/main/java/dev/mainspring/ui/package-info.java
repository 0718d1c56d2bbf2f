/** What people see in their browser: Vaadin views over the application service. */
@NullMarked
package dev.mainspring.ui;

import org.jspecify.annotations.NullMarked;
