package dev.mainspring.chat;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file that a person uploads.
 *
 * @param id the caller's choice, which makes the upload idempotent
 * @param name null where the caller gives none
 * @param claimedType what the caller says it is
 */
public record NewFile(
        @Nullable UUID id, @Nullable String name, @Nullable String claimedType, byte[] content) {}
