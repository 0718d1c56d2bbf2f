package dev.mainspring.activities.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainspring.conversation.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputCapTest {

    @Test
    void whatFitsStays() {
        assertThat(OutputCap.DEFAULT.cut("short")).isEqualTo(new OutputCap.Cut("short", false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "é", "€", "😀", "\n", "\u001b", "\"", "a😀\t"})
    void theCutTextAsJsonIsWithinTheCapAndBreaksNoCharacter(String piece) {
        OutputCap.Cut cut = OutputCap.DEFAULT.cut(piece.repeat(40_000));

        byte[] json = Json.MAPPER.writeValueAsString(cut.text()).getBytes(StandardCharsets.UTF_8);
        assertThat(json.length).isBetween(31 * 1024, 32 * 1024);
        assertThat(cut.truncated()).isTrue();
        assertThat(new String(cut.text().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(cut.text());
    }

    @Test
    void theCutSaysHowMuchIsMissing() {
        String text = new OutputCap(2_048).cut("a".repeat(5_000)).text();

        assertThat(text)
                .contains(
                        "[3464 bytes are cut here; shown are the first 768 and the last 768 of 5000"
                                + " bytes]");
    }
}
