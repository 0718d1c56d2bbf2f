package dev.mainspring.store.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
