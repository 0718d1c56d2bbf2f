package dev.mainspring.config;

import dev.mainspring.activities.net.AddressRange;
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
 * @param webSearch {@code MAINSPRING_WEB_SEARCH}: whether models that can search the web may
 * @param reachableNetworks {@code MAINSPRING_REACHABLE_NETWORKS}: private address ranges that
 *     people's MCP servers and {@code web_fetch} may reach all the same
 */
@ConfigurationProperties("mainspring")
public record NetworkProperties(
        @Nullable String mcpServers,
        @DefaultValue("false") boolean webFetch,
        @DefaultValue("false") boolean webSearch,
        @DefaultValue List<String> reachableNetworks) {

    public NetworkProperties {
        mcpServers = Rules.blankToNull(mcpServers);
        reachableNetworks =
                reachableNetworks.stream().map(String::strip).filter(it -> !it.isEmpty()).toList();
        ranges(reachableNetworks);
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
