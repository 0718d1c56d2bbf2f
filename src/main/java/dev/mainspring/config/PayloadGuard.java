package dev.mainspring.config;

import io.temporal.api.common.v1.Payload;
import io.temporal.payload.codec.PayloadCodec;
import io.temporal.payload.codec.PayloadCodecException;
import java.util.List;

/**
 * Refuses values too large for Temporal, where only ids belong. The server ends a workflow whose
 * activity input is above 2 MiB, and a history of 50 MiB; we stop far below, in development.
 */
final class PayloadGuard implements PayloadCodec {

    static final int MAX_BYTES = 64 * 1024;

    @Override
    public List<Payload> encode(List<Payload> payloads) {
        payloads.forEach(PayloadGuard::check);
        return payloads;
    }

    @Override
    public List<Payload> decode(List<Payload> payloads) {
        return payloads;
    }

    private static void check(Payload payload) {
        int bytes = payload.getData().size();
        if (bytes > MAX_BYTES) {
            throw new PayloadCodecException(
                    "a value of "
                            + bytes
                            + " bytes is too large for Temporal, at most "
                            + MAX_BYTES
                            + "; content belongs in the database");
        }
    }
}
