package dev.mainspring.config;

import dev.mainspring.activities.net.AddressRange;
import dev.mainspring.conversation.ModelRef;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What agents reach beyond their workspaces.
 *
 * @param mcpServers {@code MAINSPRING_MCP_SERVERS}: JSON in the shape of {@code .mcp.json}; null =
 *     the file {@code mcp.json} beside the data, where there is one
 * @param webFetch {@code MAINSPRING_WEB_FETCH}: whether agents may read web pages
 * @param webSearch {@code MAINSPRING_WEB_SEARCH}: {@code true} for all models whose provider has a
 *     search of the web, or the names of some; null = none
 * @param reachableNetworks {@code MAINSPRING_REACHABLE_NETWORKS}: private address ranges that
 *     people's MCP servers and {@code web_fetch} may reach all the same
 */
@ConfigurationProperties("mainspring")
public record NetworkProperties(
        @Nullable String mcpServers,
        @DefaultValue("false") boolean webFetch,
        @Nullable String webSearch,
        @DefaultValue List<String> reachableNetworks) {

    public NetworkProperties {
        mcpServers = Rules.blankToNull(mcpServers);
        reachableNetworks =
                reachableNetworks.stream().map(String::strip).filter(it -> !it.isEmpty()).toList();
        ranges(reachableNetworks);
        webSearch = Rules.blankToNull(webSearch);
        Rules.blankOrMatches(
                "MAINSPRING_WEB_SEARCH",
                webSearch,
                "true|false|[a-z0-9-]+/[^\\s,]+(\\s*,\\s*[a-z0-9-]+/[^\\s,]+)*",
                "must be true, false or models, such as anthropic/claude-opus-5-5");
    }

    /** Whether a model may search the web, where its provider has that. */
    boolean searches(ModelRef model) {
        if (webSearch == null || webSearch.equals("false")) {
            return false;
        }
        return webSearch.equals("true")
                || List.of(webSearch.split("\\s*,\\s*")).contains(model.toString());
    }

    List<AddressRange> reachable() {
        return ranges(reachableNetworks);
    }

    private static List<AddressRange> ranges(List<String> texts) {
        try {
            return texts.stream().map(AddressRange::of).toList();
        } catch (IllegalArgumentException e) {
            throw new InvalidSetting(
                    "MAINSPRING_REACHABLE_NETWORKS",
                    String.join(",", texts),
                    "must be IP address ranges, such as 10.1.0.0/16");
        }
    }
}
