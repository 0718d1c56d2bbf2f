/** Set-up and sign-in. */
@NullMarked
package dev.mainspring.ui.account;

import org.jspecify.annotations.NullMarked;
