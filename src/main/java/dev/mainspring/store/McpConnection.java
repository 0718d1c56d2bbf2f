package dev.mainspring.store;

import java.net.URI;
import java.util.List;
import java.util.Map;

/** How an MCP server is reached. */
public sealed interface McpConnection {

    /**
     * Over streamable HTTP.
     *
     * @param headers sent with every request; may hold a secret
     */
    record Http(URI url, Map<String, String> headers) implements McpConnection {
        public Http {
            headers = Map.copyOf(headers);
        }

        /** Without the headers, which may hold a secret. */
        @Override
        public String toString() {
            return "Http[" + url.getHost() + "]";
        }
    }

    /**
     * A program that runs in the chat's workspace, spoken to over its standard streams.
     *
     * @param environment added to the workspace's; may hold a secret
     */
    record Stdio(String command, List<String> arguments, Map<String, String> environment)
            implements McpConnection {
        public Stdio {
            arguments = List.copyOf(arguments);
            environment = Map.copyOf(environment);
        }

        /** Without the environment, which may hold a secret. */
        @Override
        public String toString() {
            return "Stdio[" + command + "]";
        }
    }
}
