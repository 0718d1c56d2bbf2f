package dev.mainspring.store.file;

import dev.mainspring.store.file.WrongFileException.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * How large an image is, in pixels. Read from its head alone: a few bytes can stand for gigabytes
 * of pixels.
 */
public record Dimensions(int width, int height) {

    /** Above the cameras of telephones (50 megapixels is 150 MB of memory decoded). */
    private static final long MAX_PIXELS = 50_000_000;

    /** Of one side; the most a WebP image can have. */
    private static final int MAX_SIDE = 16_384;

    static Dimensions of(String name, FileKind kind, byte[] content) {
        Dimensions size = read(name, kind, content);
        if (size.pixels() > MAX_PIXELS || Math.max(size.width, size.height) > MAX_SIDE) {
            throw new WrongFileException(
                    Reason.PIXELS,
                    "%s has %d x %d pixels; an image may have at most 50 million, %d on a side"
                            .formatted(name, size.width, size.height, MAX_SIDE));
        }
        return size;
    }

    private static Dimensions read(String name, FileKind kind, byte[] content) {
        try (ImageInputStream in = open(content)) {
            ImageReader reader = reader(kind);
            try {
                reader.setInput(in, true, true);
                return new Dimensions(reader.getWidth(0), reader.getHeight(0));
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException broken) {
            // What a reader throws on a broken head is not all declared.
            throw new WrongFileException(
                    Reason.KIND, name + " begins like " + kind.mediaType() + ", but is broken");
        }
    }

    static ImageInputStream open(byte[] content) {
        return new MemoryCacheImageInputStream(new ByteArrayInputStream(content));
    }

    static ImageReader reader(FileKind kind) {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByMIMEType(kind.mediaType());
        if (!readers.hasNext()) {
            throw new IllegalStateException("no reader of " + kind.mediaType());
        }
        return readers.next();
    }

    long pixels() {
        return (long) width * height;
    }
}
