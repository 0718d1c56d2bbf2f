package dev.mainspring.store.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.sun.management.ThreadMXBean;
import dev.mainspring.testing.Pictures;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What files are told to be. */
class FileInspectorTest {

    private static final byte[] END = {(byte) 0xff, (byte) 0xd9};

    private static FileKind kind(String name, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        return FileInspector.inspect(name, null, bytes).kind();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\": [1, null]} | JSON",
                "[]                 | JSON",
                "7                  | JSON",
                "{\"a\": [1, null}  | TEXT",
                "{} {}              | TEXT",
                "{\"a\":            | TEXT",
                "hello              | TEXT"
            })
    void whatIsNoJsonIsText(String content, FileKind kind) {
        assertThat(kind("x.json", content)).isEqualTo(kind);
    }

    static Stream<Arguments> images() {
        return Stream.of(
                arguments("a.png", Pictures.png(400, 300)),
                arguments("a.jpg", Pictures.jpeg(400, 300)),
                arguments("cmyk.jpg", Pictures.cmykJpeg(64, 64)),
                arguments("a.gif", Pictures.gif(400, 300)),
                arguments("a.webp", Pictures.webp()));
    }

    @ParameterizedTest
    @MethodSource("images")
    void anImageIsDecodedToItsEnd(String name, byte[] image) {
        assertThat(FileInspector.inspect(name, null, image).size()).isNotNull();
        for (int bytes : List.of(image.length / 2, image.length * 2 / 3)) {
            byte[] cut = Arrays.copyOf(image, bytes);
            assertThatThrownBy(() -> FileInspector.inspect(name, null, cut))
                    .as("%s of %d bytes", name, bytes)
                    .isInstanceOf(WrongFileException.class)
                    .hasMessageContaining("is broken");
        }
    }

    @Test
    void anImageThatIsDecodedOverAndOverIsRefused() {
        byte[] open = withoutEnd(Pictures.jpeg(16, 16));
        assertThatThrownBy(() -> inspect(concat(open, scans(200), END)))
                .isInstanceOf(WrongFileException.class)
                .hasMessageContaining("201 scans");
    }

    @Test
    void fewScansOfAVeryLargeImageAreTooMany() {
        byte[] head = withoutEnd(Pictures.progressiveJpeg(64, 64));
        int frame = indexOf(head, new byte[] {(byte) 0xff, (byte) 0xc2});
        // Height and width lie behind the marker, the length and the bits of a sample.
        System.arraycopy(new byte[] {0x1b, 0x58, 0x1b, 0x58}, 0, head, frame + 5, 4);
        assertThatThrownBy(() -> inspect(concat(head, scans(20), END)))
                .isInstanceOf(WrongFileException.class)
                .hasMessageContaining("7000 x 7000 pixels in ");
    }

    static Stream<Arguments> photographs() {
        byte[] plain = Pictures.jpeg(400, 300);
        byte[] start = Arrays.copyOf(plain, 2);
        byte[] rest = Arrays.copyOfRange(plain, 2, plain.length);
        return Stream.of(
                arguments("progressive", Pictures.progressiveJpeg(400, 300)),
                arguments("grey", Pictures.greyJpeg(400, 300)),
                arguments("large", Pictures.jpeg(4000, 3000)),
                arguments("without its end", withoutEnd(plain)),
                arguments("without its last bytes", Arrays.copyOf(plain, plain.length - 9)),
                arguments("padded", concat(withoutEnd(plain), new byte[5_000])),
                arguments("with a video behind", concat(plain, scans(1_000))),
                arguments(
                        "with a thumbnail",
                        concat(start, segment(0xe1, "Exif\0\0", Pictures.jpeg(160, 120)), rest)),
                arguments(
                        "with a broken profile of its colours",
                        concat(start, segment(0xe2, "ICC_PROFILE\0\1\1", new byte[300]), rest)));
    }

    @ParameterizedTest
    @MethodSource("photographs")
    void aPhotographIsTakenAsCamerasWriteIt(String what, byte[] image) {
        assertThat(inspect(image).kind()).as(what).isEqualTo(FileKind.JPEG);
    }

    private static FileInspector.Found inspect(byte[] jpeg) {
        return FileInspector.inspect("a.jpg", null, jpeg);
    }

    private static byte[] withoutEnd(byte[] jpeg) {
        return Arrays.copyOf(jpeg, jpeg.length - END.length);
    }

    /** Heads of scans of the first component, without data. */
    private static byte[] scans(int count) {
        byte[] head = {(byte) 0xff, (byte) 0xda, 0, 8, 1, 1, 0, 0, 0, 0};
        byte[] scans = new byte[count * head.length];
        for (int i = 0; i < count; i++) {
            System.arraycopy(head, 0, scans, i * head.length, head.length);
        }
        return scans;
    }

    private static byte[] segment(int marker, String name, byte[] data) {
        int length = 2 + name.length() + data.length;
        byte[] head = {(byte) 0xff, (byte) marker, (byte) (length >> 8), (byte) length};
        return concat(head, name.getBytes(StandardCharsets.ISO_8859_1), data);
    }

    private static int indexOf(byte[] bytes, byte[] part) {
        int at = 0;
        while (!Arrays.equals(bytes, at, at + part.length, part, 0, part.length)) {
            at++;
        }
        return at;
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    @Test
    void manySmallValuesTakeNoMemory() {
        String many = "[" + "{},".repeat(3_000_000) + "{}]";
        kind("warm.json", "{}");
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        byte[] bytes = many.getBytes(StandardCharsets.UTF_8);
        long before = threads.getCurrentThreadAllocatedBytes();
        assertThat(FileInspector.inspect("x.json", null, bytes).kind()).isEqualTo(FileKind.JSON);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(60_000_000);
    }
}
