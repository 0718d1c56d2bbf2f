package dev.mainspring.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainspring.testing.TestServers;
import org.junit.jupiter.api.Test;

class TemporalFilesTest {

    @Test
    void theMeasuredTuningsReachTheServer() {
        assertThat(TemporalFiles.dynamicConfig())
                .containsEntry("history.transferProcessorMaxPollRPS", "5000")
                .containsEntry("system.enableActivityEagerExecution", "true")
                .hasSize(5);
    }

    @Test
    void everySearchAttributeIsRegistered() {
        assertThat(TemporalFiles.searchAttributes())
                .containsEntry("ChatId", "Keyword")
                .containsEntry("Owner", "Keyword")
                .containsEntry("Outcome", "Keyword");
        assertThat(TemporalNamespace.searchAttributes(TestServers.temporal()).keySet())
                .containsAll(TemporalFiles.searchAttributes().keySet());
    }
}
