package dev.mainspring.config;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.converter.DataConverter;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Connects to Temporal. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class TemporalConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean(destroyMethod = "shutdown")
    WorkflowServiceStubs workflowService(TemporalTarget target) {
        return TemporalConnections.workflowService(target);
    }

    @Bean
    DataConverter mainDataConverter() {
        return Payloads.converter();
    }

    @Bean
    WorkflowClient workflowClient(
            WorkflowServiceStubs service, TemporalTarget target, DataConverter converter) {
        return WorkflowClient.newInstance(
                service,
                WorkflowClientOptions.newBuilder()
                        .setNamespace(target.namespace())
                        .setDataConverter(converter)
                        .build());
    }
}
