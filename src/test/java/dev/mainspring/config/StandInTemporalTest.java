package dev.mainspring.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StandInTemporalTest {

    @Test
    void itAnswersOnLoopbackAndSaysWhyItIsThere() {
        try (StandInTemporal server = StandInTemporal.start("no 'temporal' on the PATH")) {
            assertThat(server.target().address()).startsWith("127.0.0.1:");
            assertThat(TemporalNamespace.answers(server.target())).isTrue();
            assertThat(server.target().standIn()).isTrue();
            assertThat(server.target().standInReason()).isEqualTo("no 'temporal' on the PATH");
            assertThat(server.target().workflowPage("chat-1")).isEmpty();
        }
    }
}
