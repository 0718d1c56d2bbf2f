package dev.mainspring.chat;

import dev.mainspring.store.McpConnection;
import dev.mainspring.store.McpFile;
import dev.mainspring.store.McpServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a person's MCP server may be. */
final class McpServerRules {

    private static final int MOST = 50;
    private static final int CHARACTERS = 4_000;

    /** RFC 9110, section 5.1: a token. */
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");

    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,99}");

    /** RFC 9110, section 5.5, without what is obsolete. */
    private static final Pattern HEADER_VALUE = Pattern.compile("[\\x20-\\x7e]*");

    private static final Pattern TEXT = Pattern.compile("[^\\x00\\r\\n]*");

    private McpServerRules() {}

    /**
     * The server that comes of changes.
     *
     * @param before null where there is none yet
     * @throws ProblemException invalid_request, naming the field
     */
    static McpServer apply(@Nullable McpServer before, McpServerChanges changes) {
        String name = changes.name() != null ? changes.name() : before == null ? "" : before.name();
        int seconds =
                changes.timeoutSeconds() != null
                        ? changes.timeoutSeconds()
                        : (int) (before == null ? McpServer.TIMEOUT : before.timeout()).toSeconds();
        List<String> allowed = before == null ? List.of() : before.allowedTools();
        List<String> denied = before == null ? List.of() : before.deniedTools();
        McpConnection connection =
                connection(before == null ? null : before.connection(), name, changes);
        try {
            return new McpServer(
                    name,
                    McpServer.Source.USER,
                    connection,
                    texts("allowed_tools", changes.allowedTools(), allowed),
                    texts("denied_tools", changes.deniedTools(), denied),
                    Duration.ofSeconds(seconds),
                    false);
        } catch (IllegalArgumentException e) {
            String field =
                    String.valueOf(e.getMessage()).startsWith("the name")
                            ? "name"
                            : "timeout_seconds";
            throw ProblemException.invalid(field, "breaks a rule: " + e.getMessage());
        }
    }

    private static McpConnection connection(
            @Nullable McpConnection before, String name, McpServerChanges changes) {
        if (changes.url() != null && changes.command() != null) {
            throw ProblemException.invalid("command", "and url exclude each other");
        }
        if (changes.url() != null
                || (changes.command() == null && before instanceof McpConnection.Http)) {
            return http(before instanceof McpConnection.Http it ? it : null, name, changes);
        }
        if (changes.command() != null || before instanceof McpConnection.Stdio) {
            return stdio(before instanceof McpConnection.Stdio it ? it : null, changes);
        }
        throw ProblemException.invalid("url", "or command must be there");
    }

    private static McpConnection http(
            McpConnection.@Nullable Http before, String name, McpServerChanges changes) {
        Map<String, String> headers =
                map(
                        "headers",
                        changes.headers(),
                        HEADER,
                        HEADER_VALUE,
                        before == null ? Map.of() : before.headers());
        if (changes.url() == null && before != null) {
            return new McpConnection.Http(before.url(), headers);
        }
        String url = text("url", String.valueOf(changes.url()));
        try {
            return new McpConnection.Http(McpFile.url(name, url), headers);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("url", "must be http or https, without a user in it");
        }
    }

    private static McpConnection stdio(
            McpConnection.@Nullable Stdio before, McpServerChanges changes) {
        String command =
                changes.command() != null
                        ? text("command", changes.command())
                        : before == null ? "" : before.command();
        if (command.isBlank()) {
            throw ProblemException.invalid("command", "is blank");
        }
        return new McpConnection.Stdio(
                command,
                texts("args", changes.args(), before == null ? List.of() : before.arguments()),
                map(
                        "env",
                        changes.env(),
                        VARIABLE,
                        TEXT,
                        before == null ? Map.of() : before.environment()));
    }

    /**
     * Checks a chat's choice. A name that stands for nothing yet chooses nothing: its workspace may
     * bring the server later.
     *
     * @throws ProblemException invalid_request
     */
    static void checkNames(@Nullable List<String> names) {
        texts("mcp_servers", names, List.of());
    }

    private static String text(String field, String value) {
        if (value.length() > CHARACTERS || !TEXT.matcher(value).matches()) {
            throw ProblemException.invalid(
                    field, "must be one line of at most " + CHARACTERS + " characters");
        }
        return value;
    }

    private static List<String> texts(
            String field, @Nullable List<String> values, List<String> before) {
        if (values == null) {
            return before;
        }
        if (values.size() > MOST || values.stream().anyMatch(it -> it == null)) {
            throw ProblemException.invalid(field, "must hold at most " + MOST + " texts");
        }
        values.forEach(value -> text(field, value));
        return values;
    }

    private static Map<String, String> map(
            String field,
            @Nullable Map<String, String> values,
            Pattern names,
            Pattern texts,
            Map<String, String> before) {
        if (values == null) {
            return before;
        }
        if (values.size() > MOST) {
            throw ProblemException.invalid(field, "must hold at most " + MOST + " entries");
        }
        values.forEach((name, value) -> {
            if (!names.matcher(name).matches()
                    || value == null
                    || value.length() > CHARACTERS
                    || !texts.matcher(value).matches()) {
                throw ProblemException.invalid(
                        field, "has an entry that is not a name and one line of text: " + name);
            }
        });
        return values;
    }
}
