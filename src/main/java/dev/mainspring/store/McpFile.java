package dev.mainspring.store;

import dev.mainspring.conversation.Json;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Reads the shape of {@code .mcp.json} that clients of MCP share: {@code {"mcpServers": {"name":
 * {"url", "headers"} or {"command", "args", "env"}}}}; and of our own per server {@code
 * allowedTools}, {@code deniedTools}, {@code timeout} (seconds), {@code trusted}, {@code disabled}.
 */
public final class McpFile {

    private static final int MOST_SERVERS = 50;
    private static final Pattern VARIABLE =
            Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?}");

    private final McpServer.Source source;
    private final UnaryOperator<String> expand;

    private McpFile(McpServer.Source source, UnaryOperator<String> expand) {
        this.source = source;
        this.expand = expand;
    }

    /**
     * Reads an administrator's file; {@code ${NAME}} and {@code ${NAME:-default}} are taken from
     * the environment.
     *
     * @throws IllegalArgumentException if it cannot be used; says why
     */
    public static List<McpServer> ofDeployment(String json, Map<String, String> environment) {
        return new McpFile(McpServer.Source.DEPLOYMENT, text -> expand(text, environment))
                .read(json);
    }

    /**
     * Reads a workspace's file: only servers that run there, none trusted.
     *
     * @throws IllegalArgumentException if it cannot be used; says why
     */
    public static List<McpServer> ofWorkspace(String json) {
        return new McpFile(McpServer.Source.WORKSPACE, text -> text)
                .read(json).stream().filter(McpServer::inWorkspace).toList();
    }

    private List<McpServer> read(String json) {
        JsonNode servers = parse(json).path("mcpServers");
        if (!servers.isObject()) {
            throw new IllegalArgumentException("it has no object \"mcpServers\"");
        }
        if (servers.size() > MOST_SERVERS) {
            throw new IllegalArgumentException("it names more than " + MOST_SERVERS + " servers");
        }
        List<McpServer> read = new ArrayList<>();
        servers.properties().forEach(it -> server(it.getKey(), it.getValue()).ifPresent(read::add));
        return read;
    }

    private static JsonNode parse(String json) {
        try {
            return Json.MAPPER.readTree(json);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("it is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private Optional<McpServer> server(String name, JsonNode node) {
        if (node.path("disabled").asBoolean(false)) {
            return Optional.empty();
        }
        Duration timeout =
                node.has("timeout")
                        ? Duration.ofSeconds(node.path("timeout").asLong(0))
                        : McpServer.TIMEOUT;
        return Optional.of(
                new McpServer(
                        plain(name),
                        source,
                        connection(name, node),
                        texts(node.path("allowedTools")),
                        texts(node.path("deniedTools")),
                        timeout,
                        source == McpServer.Source.DEPLOYMENT
                                && node.path("trusted").asBoolean(false)));
    }

    /** Other clients take more characters than tool names do. */
    private String plain(String name) {
        if (source != McpServer.Source.WORKSPACE) {
            return name;
        }
        String plain = name.replaceAll("[^A-Za-z0-9]+", "-");
        return plain.substring(0, Math.min(plain.length(), McpServer.NAME_CHARACTERS))
                .replaceAll("^-|-$", "");
    }

    private McpConnection connection(String name, JsonNode node) {
        if (node.path("command").isString()) {
            List<String> arguments = texts(node.path("args")).stream().map(expand).toList();
            return new McpConnection.Stdio(
                    expand.apply(node.path("command").asString()),
                    arguments,
                    map(node.path("env")));
        }
        if (node.path("url").isString()) {
            if (node.path("type").asString("").equals("sse")) {
                throw new IllegalArgumentException(
                        "'%s' is of type \"sse\", which MCP has given up: use streamable HTTP"
                                .formatted(name));
            }
            return new McpConnection.Http(
                    url(name, expand.apply(node.path("url").asString())),
                    map(node.path("headers")));
        }
        throw new IllegalArgumentException("'" + name + "' has neither \"url\" nor \"command\"");
    }

    /**
     * Reads the address of a server.
     *
     * @throws IllegalArgumentException if it is not an http or https URL
     */
    public static URI url(String name, String text) {
        URI url = URI.create(text.strip());
        boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!web || url.getHost() == null || url.getUserInfo() != null) {
            throw new IllegalArgumentException(
                    "the URL of '%s' must be http or https, without a user in it".formatted(name));
        }
        return url;
    }

    private Map<String, String> map(JsonNode node) {
        Map<String, String> map = new LinkedHashMap<>();
        node.properties()
                .forEach(it -> map.put(it.getKey(), expand.apply(it.getValue().asString(""))));
        return map;
    }

    private static List<String> texts(JsonNode node) {
        return node.valueStream().map(it -> it.asString("")).toList();
    }

    private static String expand(String text, Map<String, String> environment) {
        return VARIABLE.matcher(text)
                .replaceAll(match -> {
                    String value = environment.getOrDefault(match.group(1), match.group(2));
                    if (value == null) {
                        throw new IllegalArgumentException(
                                "the variable " + match.group(1) + " is not set");
                    }
                    return Matcher.quoteReplacement(value);
                });
    }
}
