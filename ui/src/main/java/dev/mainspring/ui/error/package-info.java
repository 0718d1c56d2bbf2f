/** What people see when something is not there or went wrong. */
@NullMarked
package dev.mainspring.ui.error;

import org.jspecify.annotations.NullMarked;
