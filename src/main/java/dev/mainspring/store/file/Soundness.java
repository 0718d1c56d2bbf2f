package dev.mainspring.store.file;

import dev.mainspring.store.file.WrongFileException.Reason;
import java.awt.Rectangle;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import javax.imageio.IIOException;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * Finds images that begin well and are broken behind: a model's provider would refuse every request
 * of a conversation that holds one.
 */
final class Soundness {

    /** Few pixels are kept of what is decoded. */
    private static final int KEPT_SIDE = 256;

    /**
     * Progressive photographs have some ten scans; each is decoded over all of the image, and a
     * small file can hold very many.
     */
    private static final int MAX_SCANS = 200;

    /** Of all scans of a JPEG, some 6 ns of a processor each: twelve scans of 50 megapixels. */
    private static final long MAX_SCANNED_PIXELS = 600_000_000;

    /** A decoder keeps a progressive JPEG whole, 2 bytes for each sample: 300 MB of memory. */
    private static final long MAX_KEPT_SAMPLES = 150_000_000;

    /** Some cameras leave out a few bytes at the end: one row of blocks is 16 pixels at most. */
    private static final int SPARED_ROWS = 32;

    private static final byte[] END = {(byte) 0xff, (byte) 0xd9};

    /** What the readers of the JDK only warn of, as libjpeg and GIFImageReader word it. */
    private static final Set<String> SERIOUS = Set.of("premature end", "Out-of-sequence code");

    private static final int RIFF_HEAD_BYTES = 8;

    private Soundness() {}

    /**
     * Decodes an image to see whether that is possible; one at a time. It takes a few MB of memory
     * for most, 64 MB for a large GIF or WebP, and up to 300 MB for a large progressive JPEG.
     *
     * @throws WrongFileException if it is not
     */
    static void check(String name, FileKind kind, Dimensions size, byte[] content) {
        Reduction.ONE.lock();
        try {
            decode(name, kind, size, content);
        } catch (WrongFileException refused) {
            throw refused;
        } catch (IOException | RuntimeException broken) {
            // What a reader throws on broken data is not all declared.
            throw new WrongFileException(
                    Reason.KIND,
                    name + " begins like " + kind.mediaType() + ", but is broken further on");
        } finally {
            Reduction.ONE.unlock();
        }
    }

    private static void decode(String name, FileKind kind, Dimensions size, byte[] content)
            throws IOException {
        switch (kind) {
            case JPEG -> decodeJpeg(name, size, content);
            case WEBP -> {
                if (size.pixels() > Reduction.MAX_WHOLE_PIXELS) {
                    requireWholeRiff(content);
                } else {
                    decode(kind, size, size.height(), content);
                }
            }
            default -> decode(kind, size, size.height(), content);
        }
    }

    private static void decodeJpeg(String name, Dimensions size, byte[] content)
            throws IOException {
        JpegLayout layout = JpegLayout.of(content);
        if (layout.scans() > MAX_SCANS || layout.scans() * size.pixels() > MAX_SCANNED_PIXELS) {
            throw new WrongFileException(
                    Reason.PIXELS,
                    "%s has %d x %d pixels in %d scans, which is too much; save it with fewer"
                            .formatted(name, size.width(), size.height(), layout.scans()));
        }
        long kept = layout.isKeptWhole() ? size.pixels() * layout.components() : 0;
        if (!layout.isUsual() || kept > MAX_KEPT_SAMPLES) {
            if (!layout.ended()) {
                throw new IIOException("cut off");
            }
            return;
        }
        int rows = size.height() > 2 * SPARED_ROWS ? size.height() - SPARED_ROWS : size.height();
        decode(FileKind.JPEG, size, rows, layout.ended() ? content : withEnd(content));
    }

    private static byte[] withEnd(byte[] content) {
        byte[] whole = Arrays.copyOf(content, content.length + END.length);
        System.arraycopy(END, 0, whole, content.length, END.length);
        return whole;
    }

    private static void decode(FileKind kind, Dimensions size, int rows, byte[] content)
            throws IOException {
        List<String> warnings = new ArrayList<>();
        ImageReader reader = Dimensions.reader(kind);
        try (ImageInputStream in = Dimensions.open(content)) {
            reader.setInput(in, true, true);
            reader.addIIOReadWarningListener((_, warning) -> warnings.add(warning));
            ImageReadParam param = reader.getDefaultReadParam();
            int every = Math.max(1, Math.max(size.width(), size.height()) / KEPT_SIDE);
            param.setSourceRegion(new Rectangle(size.width(), rows));
            param.setSourceSubsampling(every, every, 0, 0);
            if (reader.canReadRaster()) {
                // JPEG: whatever its colours, such as CMYK.
                reader.readRaster(0, param);
            } else {
                reader.read(0, param);
            }
        } finally {
            reader.dispose();
        }
        if (warnings.stream().anyMatch(it -> SERIOUS.stream().anyMatch(it::contains))) {
            throw new IIOException(warnings.getFirst());
        }
    }

    /** WebP is decoded whole, which is too much memory for a large one. */
    private static void requireWholeRiff(byte[] content) throws IOException {
        ByteBuffer head = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        long bytes = Integer.toUnsignedLong(head.getInt(Integer.BYTES));
        if (bytes + RIFF_HEAD_BYTES > content.length) {
            throw new IIOException("cut off");
        }
    }
}
