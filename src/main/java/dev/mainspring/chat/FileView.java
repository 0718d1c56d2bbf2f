package dev.mainspring.chat;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file that was taken in.
 *
 * @param mediaType what it is, by its content
 * @param bytes its size
 * @param width of an image, in pixels
 * @param height of an image, in pixels
 */
public record FileView(
        UUID id,
        String name,
        String mediaType,
        long bytes,
        @Nullable Integer width,
        @Nullable Integer height) {}
