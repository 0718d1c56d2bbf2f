package dev.mainspring.store.file;

import dev.mainspring.store.file.WrongFileException.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
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

    /** What the readers of the JDK only warn of, as libjpeg and GIFImageReader word it. */
    private static final Set<String> SERIOUS = Set.of("premature end", "Out-of-sequence code");

    private static final int RIFF_HEAD_BYTES = 8;

    private Soundness() {}

    /**
     * Decodes an image to see whether that is possible; one at a time, in bounded memory.
     *
     * @throws WrongFileException if it is not
     */
    static void check(String name, FileKind kind, Dimensions size, byte[] content) {
        Reduction.ONE.lock();
        try {
            decode(kind, size, content);
        } catch (IOException | RuntimeException broken) {
            // What a reader throws on broken data is not all declared.
            throw new WrongFileException(
                    Reason.KIND,
                    name + " begins like " + kind.mediaType() + ", but is broken further on");
        } finally {
            Reduction.ONE.unlock();
        }
    }

    private static void decode(FileKind kind, Dimensions size, byte[] content) throws IOException {
        if (kind == FileKind.WEBP && size.pixels() > Reduction.MAX_WHOLE_PIXELS) {
            requireWholeRiff(content);
            return;
        }
        if (kind == FileKind.JPEG && scans(content) > MAX_SCANS) {
            throw new IIOException("more than " + MAX_SCANS + " scans");
        }
        List<String> warnings = new ArrayList<>();
        ImageReader reader = Dimensions.reader(kind);
        try (ImageInputStream in = Dimensions.open(content)) {
            reader.setInput(in, true, true);
            reader.addIIOReadWarningListener((_, warning) -> warnings.add(warning));
            ImageReadParam param = reader.getDefaultReadParam();
            int every = Math.max(1, Math.max(size.width(), size.height()) / KEPT_SIDE);
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

    /** Marks of the start of a scan; within compressed data there is none. */
    private static int scans(byte[] content) {
        int scans = 0;
        for (int i = 1; i < content.length; i++) {
            scans += content[i - 1] == (byte) 0xff && content[i] == (byte) 0xda ? 1 : 0;
        }
        return scans;
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
