/** PostgreSQL, the truth: rows, transactions and the news of what was committed. */
@NullMarked
package dev.mainspring.store;

import org.jspecify.annotations.NullMarked;
