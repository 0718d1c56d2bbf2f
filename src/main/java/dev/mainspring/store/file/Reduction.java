package dev.mainspring.store.file;

import dev.mainspring.store.Files;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * Makes the form of a large image that models get. Anthropic takes 5 MB in base64 and 2,000 pixels
 * a side where there are many images, and has the lowest limits; no model sees more than some 1,600
 * pixels a side.
 */
public final class Reduction {

    private static final int MAX_SIDE = 2_000;
    private static final int MAX_BYTES = 3_500_000;

    /** WebP and GIF are decoded whole: 64 MB of memory. */
    static final long MAX_WHOLE_PIXELS = 16_000_000;

    /** One at a time: decoding takes memory and a processor. */
    static final ReentrantLock ONE = new ReentrantLock();

    private Reduction() {}

    /** The reduced form; empty where the file can go as it is, or cannot be read. */
    public static Optional<Files.Reduced> of(String mediaType, byte[] content) {
        return FileKind.byType(mediaType)
                .filter(FileKind::isImage)
                .flatMap(kind -> of(kind, content));
    }

    private static Optional<Files.Reduced> of(FileKind kind, byte[] content) {
        ONE.lock();
        try {
            Dimensions size = Dimensions.of("the image", kind, content);
            return isSmall(size, content) || isTooMuch(kind, size)
                    ? Optional.empty()
                    : Optional.of(write(scaled(read(kind, size, content)), kind));
        } catch (IOException | RuntimeException unreadable) {
            // Such as a JPEG in CMYK: the model's provider decides.
            return Optional.empty();
        } finally {
            ONE.unlock();
        }
    }

    private static boolean isSmall(Dimensions size, byte[] content) {
        return Math.max(size.width(), size.height()) <= MAX_SIDE && content.length <= MAX_BYTES;
    }

    private static boolean isTooMuch(FileKind kind, Dimensions size) {
        boolean whole = kind == FileKind.WEBP || kind == FileKind.GIF;
        return whole && size.pixels() > MAX_WHOLE_PIXELS;
    }

    /** At most twice as large as it will be: pixels between are left out on reading. */
    private static BufferedImage read(FileKind kind, Dimensions size, byte[] content)
            throws IOException {
        int every = Math.max(1, Math.max(size.width(), size.height()) / MAX_SIDE);
        ImageReader reader = Dimensions.reader(kind);
        try (ImageInputStream in = Dimensions.open(content)) {
            reader.setInput(in, true, true);
            ImageReadParam param = reader.getDefaultReadParam();
            param.setSourceSubsampling(every, every, 0, 0);
            return reader.read(0, param);
        } finally {
            reader.dispose();
        }
    }

    private static BufferedImage scaled(BufferedImage image) {
        double factor =
                Math.min(1.0, (double) MAX_SIDE / Math.max(image.getWidth(), image.getHeight()));
        int width = Math.max(1, (int) (image.getWidth() * factor));
        int height = Math.max(1, (int) (image.getHeight() * factor));
        return drawn(image, width, height, image.getColorModel().hasAlpha());
    }

    private static BufferedImage drawn(BufferedImage image, int width, int height, boolean alpha) {
        int type = alpha ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB;
        BufferedImage result = new BufferedImage(width, height, type);
        Graphics2D graphics = result.createGraphics();
        graphics.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        if (!alpha) {
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, width, height);
        }
        graphics.drawImage(image, 0, 0, width, height, null);
        graphics.dispose();
        return result;
    }

    /** Photographs as JPEG, drawings and screens as PNG while that is small enough. */
    private static Files.Reduced write(BufferedImage image, FileKind kind) throws IOException {
        if (kind != FileKind.JPEG) {
            byte[] png = encoded(image, "png");
            if (png.length <= MAX_BYTES) {
                return new Files.Reduced(png, FileKind.PNG.mediaType());
            }
        }
        BufferedImage opaque = drawn(image, image.getWidth(), image.getHeight(), false);
        return new Files.Reduced(encoded(opaque, "jpeg"), FileKind.JPEG.mediaType());
    }

    private static byte[] encoded(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (!ImageIO.write(image, format, out)) {
            throw new IOException("no writer of " + format);
        }
        return out.toByteArray();
    }
}
