package dev.mainspring.activities.mcp;

import java.io.IOException;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes an answer that nobody needs. */
final class Forgotten implements Callback {

    private static final Logger log = LoggerFactory.getLogger(Forgotten.class);

    @Override
    public void onFailure(Call call, IOException e) {
        log.debug("{} did not hear of the end: {}", call.request().url().host(), e.getMessage());
    }

    @Override
    public void onResponse(Call call, Response response) {
        response.close();
    }
}
