package dev.mainspring.store.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.sun.management.ThreadMXBean;
import dev.mainspring.testing.Pictures;
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
        byte[] image = Pictures.jpeg(16, 16);
        byte[] scans = Arrays.copyOf(image, image.length + 600);
        for (int i = image.length; i < scans.length; i += 2) {
            scans[i] = (byte) 0xff;
            scans[i + 1] = (byte) 0xda;
        }
        assertThatThrownBy(() -> FileInspector.inspect("a.jpg", null, scans))
                .isInstanceOf(WrongFileException.class);
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
