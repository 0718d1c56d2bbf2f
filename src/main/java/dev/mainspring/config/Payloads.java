package dev.mainspring.config;

import io.temporal.common.converter.ByteArrayPayloadConverter;
import io.temporal.common.converter.CodecDataConverter;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.common.converter.Jackson3JsonPayloadConverter;
import io.temporal.common.converter.NullPayloadConverter;
import java.util.List;

/** How values cross Temporal: JSON, unknown fields ignored, at most 64 KiB each. */
public final class Payloads {

    private Payloads() {}

    public static DataConverter converter() {
        DataConverter json =
                new DefaultDataConverter(
                        new NullPayloadConverter(),
                        new ByteArrayPayloadConverter(),
                        new Jackson3JsonPayloadConverter(
                                Jackson3JsonPayloadConverter.newDefaultJsonMapper(false)));
        return new CodecDataConverter(json, List.of(new PayloadGuard()));
    }
}
