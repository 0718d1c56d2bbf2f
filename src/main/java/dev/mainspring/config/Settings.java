package dev.mainspring.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.convert.ConversionFailedException;
import org.springframework.core.env.Environment;

/** Reads settings records and turns what is wrong with them into an {@link InvalidSetting}. */
final class Settings {

    /** Properties whose environment variable is not their own name in capitals. */
    private static final Map<String, String> WELL_KNOWN =
            Map.of(
                    "mainspring.providers.anthropic.base-url", "ANTHROPIC_BASE_URL",
                    "mainspring.providers.openai.base-url", "OPENAI_BASE_URL",
                    "mainspring.providers.google.base-url", "GEMINI_BASE_URL",
                    "mainspring.providers.openai-compatible.base-url",
                            "MAINSPRING_OPENAI_COMPATIBLE_URL");

    private final Binder binder;

    Settings(Environment environment) {
        this.binder = Binder.get(environment);
    }

    /**
     * Reads one record.
     *
     * @throws InvalidSetting if a value cannot be read or breaks a rule
     */
    <T> T read(Class<T> record) {
        String prefix =
                MergedAnnotations.from(record)
                        .get(ConfigurationProperties.class)
                        .getString("prefix");
        try {
            return binder.bindOrCreate(prefix, record);
        } catch (BindException e) {
            throw explain(e);
        }
    }

    private static InvalidSetting explain(BindException failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidSetting known) {
                return known;
            }
            if (cause instanceof ConversionFailedException conversion) {
                return new InvalidSetting(
                        environmentName(failure.getName()),
                        String.valueOf(conversion.getValue()),
                        rule(conversion.getTargetType().getType()));
            }
        }
        return new InvalidSetting(
                environmentName(failure.getName()), "", "cannot be read: " + failure.getMessage());
    }

    private static String environmentName(ConfigurationPropertyName name) {
        String property = name.toString();
        return WELL_KNOWN.getOrDefault(
                property, property.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT));
    }

    private static String rule(Class<?> type) {
        if (type == Integer.class || type == int.class) {
            return "must be a whole number";
        }
        if (type == Double.class || type == double.class) {
            return "must be a number";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "must be true or false";
        }
        if (type == Duration.class) {
            return "must be a duration, such as 30s or 10m";
        }
        if (type == URI.class) {
            return "must be an http or https URL";
        }
        if (type == Path.class) {
            return "must be a path";
        }
        return "must be a " + type.getSimpleName();
    }
}
