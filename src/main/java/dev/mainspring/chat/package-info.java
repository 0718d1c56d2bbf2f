/**
 * What people and programs do with chats: the application's service, used by the API and the UI.
 */
@NullMarked
package dev.mainspring.chat;

import org.jspecify.annotations.NullMarked;
