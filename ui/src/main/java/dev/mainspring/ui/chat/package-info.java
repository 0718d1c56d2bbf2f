/** A chat's page: header, transcript, composer, and the news that keep them current. */
@NullMarked
package dev.mainspring.ui.chat;

import org.jspecify.annotations.NullMarked;
