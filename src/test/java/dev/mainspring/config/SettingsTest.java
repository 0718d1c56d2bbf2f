package dev.mainspring.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ClassPathResource;

class SettingsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    MAINSPRING_PORT          | eighty     | must be a whole number
                    MAINSPRING_PORT          | 0          | must be a port from 1 to 65535
                    MAINSPRING_HOST          | no such    | must be an address of this machine
                    MAINSPRING_DEFAULT_MODEL | sonnet     | must be provider/model
                    MAINSPRING_CHEAP_MODEL   | haiku      | must be provider/model
                    MAINSPRING_SILENCE_LIMIT | soon       | must be a duration
                    MAINSPRING_COMPACT_AT    | 1.5        | must be above 0, at most 1
                    MAINSPRING_COMPACT_AT    | half       | must be a number
                    MAINSPRING_DATABASE_URL  | mysql://db | must look like jdbc:postgresql://
                    MAINSPRING_TEMPORAL_ADDRESS | http://t:1 | must be host:port
                    MAINSPRING_TEMPORAL_TLS_CA  | /no/such | must be a file that can be read
                    MAINSPRING_TEMPORAL_UI_URL  | ftp://t  | must be an http or https URL
                    ANTHROPIC_BASE_URL       | localhost  | must be an http or https URL
                    OPENAI_BASE_URL          | ftp://host | must be an http or https URL
                    GEMINI_BASE_URL          | host/path  | must be an http or https URL
                    MAINSPRING_OPENAI_COMPATIBLE_URL | ws://x | must be an http or https URL
                    MAINSPRING_APPROVAL_POLICY | [{tool: x}] | must be a list of rules
                    MAINSPRING_APPROVAL_POLICY | ask everything | must be a list of rules
                    MAINSPRING_ADMIN_EMAIL   | a@b.org    | needs MAINSPRING_ADMIN_PASSWORD
                    """)
    void aWrongValueIsToldWithItsSettingAndRule(String setting, String value, String rule) {
        assertThatThrownBy(() -> readAll(Map.of(setting, value)))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageStartingWith(setting + "=" + value + " " + rule)
                .message()
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    MAINSPRING_DEFAULT_MODEL | nope/x        | no provider 'nope' is configured, only scripted
                    MAINSPRING_DEFAULT_MODEL | scripted/nope | the provider 'scripted' has no model 'nope'
                    MAINSPRING_CHEAP_MODEL   | anthropic/x   | no provider 'anthropic' is configured, only scripted
                    """)
    void aModelThatIsNotThereIsTold(String setting, String model, String why) {
        Settings settings = settings(Map.of(setting, model));
        assertThatThrownBy(() ->
                        ConfiguredModels.check(
                                settings.read(ProviderProperties.class),
                                settings.read(ModelProperties.class),
                                settings.read(PlatformProperties.class)))
                .isInstanceOf(InvalidSetting.class)
                .hasMessage(
                        setting + "=" + model + " must name a model that can be called: " + why);
    }

    @ParameterizedTest
    @CsvSource({
        "MAINSPRING_BOOTSTRAP_TOKEN, s3cret",
        "MAINSPRING_ADMIN_PASSWORD, s3cret",
        "MAINSPRING_OPENAI_COMPATIBLE_KEY, s3cret"
    })
    void aSecretIsNotShown(String setting, String value) {
        assertThatThrownBy(() -> readAll(Map.of(setting, value)))
                .isInstanceOf(InvalidSetting.class)
                .message()
                .doesNotContain("s3cret");
    }

    @Test
    void aPasswordInAnAddressIsNotShown() {
        assertThatThrownBy(() ->
                        readAll(
                                Map.of(
                                        "MAINSPRING_DATABASE_URL",
                                        "jdbc:postgresql://me:s3cret@db/x")))
                .message()
                .doesNotContain("s3cret");
    }

    @Test
    void theEnvironmentSetsEveryRecord() {
        Settings settings =
                settings(
                        Map.of(
                                "MAINSPRING_PORT", "9000",
                                "MAINSPRING_DEFAULT_MODEL", "openai/gpt-5",
                                "MAINSPRING_BOOTSTRAP_TOKEN", "0123456789abcdef0123456789abcdef",
                                "ANTHROPIC_API_KEY", "key-a",
                                "OPENAI_BASE_URL", "https://gateway.example.org/v1",
                                "MAINSPRING_OPENAI_COMPATIBLE_URL", "http://localhost:11434/v1",
                                "MAINSPRING_OPENAI_COMPATIBLE_MODELS", "qwen3, llama",
                                "MAINSPRING_DATABASE_URL", "postgres://db:5432/mainspring"));

        assertThat(settings.read(PlatformProperties.class).port()).isEqualTo(9000);
        assertThat(settings.read(ModelProperties.class).defaultModel()).isEqualTo("openai/gpt-5");
        assertThat(settings.read(IdentityProperties.class).bootstrapToken()).hasSize(32);
        assertThat(settings.read(DatabaseProperties.class).target().url())
                .isEqualTo("jdbc:postgresql://db:5432/mainspring");
        ProviderProperties providers = settings.read(ProviderProperties.class);
        assertThat(providers.anthropic().key()).isEqualTo("key-a");
        assertThat(providers.anthropic().baseUrl()).isNull();
        assertThat(providers.openai().baseUrl())
                .isEqualTo(URI.create("https://gateway.example.org/v1"));
        assertThat(providers.openaiCompatible().models()).containsExactly("qwen3", "llama");
        assertThat(providers.toString()).doesNotContain("key-a");
    }

    @Test
    void withoutSettingsTheServersAreOurOwn() {
        Settings settings = settings(Map.of("MAINSPRING_DATABASE_URL", ""));

        assertThat(settings.read(DatabaseProperties.class).embedded()).isTrue();
        assertThat(settings.read(TemporalProperties.class).embedded()).isTrue();
        assertThat(settings.read(PlatformProperties.class).host()).isEqualTo("127.0.0.1");
        assertThat(settings.read(ProviderProperties.class).google().key()).isNull();
    }

    private static void readAll(Map<String, Object> variables) {
        Settings settings = settings(variables);
        settings.read(PlatformProperties.class);
        settings.read(IdentityProperties.class);
        settings.read(ProviderProperties.class);
        settings.read(ModelProperties.class);
        settings.read(DatabaseProperties.class);
        settings.read(TemporalProperties.class);
        settings.read(ApprovalProperties.class);
    }

    private static Settings settings(Map<String, Object> variables) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().remove("systemProperties");
        environment
                .getPropertySources()
                .replace(
                        "systemEnvironment",
                        new SystemEnvironmentPropertySource("systemEnvironment", variables));
        try {
            new YamlPropertySourceLoader()
                    .load("application", new ClassPathResource("application.yaml"))
                    .forEach(environment.getPropertySources()::addLast);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ConfigurationPropertySources.attach(environment);
        return new Settings(environment);
    }
}
