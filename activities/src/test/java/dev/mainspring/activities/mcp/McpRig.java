package dev.mainspring.activities.mcp;

import dev.mainspring.activities.Cancellation;
import dev.mainspring.activities.net.AddressRange;
import dev.mainspring.activities.net.OutboundGuard;
import dev.mainspring.activities.tools.ChatShells;
import dev.mainspring.activities.tools.FakeRun;
import dev.mainspring.activities.tools.FileStore;
import dev.mainspring.activities.tools.ProcessShell;
import dev.mainspring.activities.tools.ToolOutput;
import dev.mainspring.activities.workspace.Shell;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.UserId;
import dev.mainspring.conversation.WorkspaceId;
import dev.mainspring.store.McpConnection;
import dev.mainspring.store.McpServer;
import dev.mainspring.testing.SettableClock;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import okhttp3.Dns;
import org.jspecify.annotations.Nullable;

/** One person with a workspace that is a folder, and servers to talk to. */
final class McpRig implements AutoCloseable {

    final ProcessShell shell;
    final McpSessions sessions;
    final McpCatalogs catalogs;
    private final UserId user = UserId.random();
    private final ChatId chat = ChatId.random();
    private final WorkspaceId workspace = WorkspaceId.random();
    private final SettableClock clock = new SettableClock();
    private volatile @Nullable RuntimeException away;
    private final FileStore files = (id, in, owner, name, type, bytes) -> {};

    McpRig(Path folder, String... reachable) {
        shell = new ProcessShell(folder, folder, "sh");
        ChatShells shells =
                new ChatShells() {
                    @Override
                    public Shell require(
                            ChatId of, UserId owner, Consumer<String> log, Cancellation end) {
                        return shell;
                    }

                    @Override
                    public Optional<Shell> existing(ChatId of, UserId owner) {
                        if (away != null) {
                            throw away;
                        }
                        return Optional.of(shell);
                    }

                    @Override
                    public Optional<Shell> existing(WorkspaceId of) {
                        return Optional.of(shell);
                    }
                };
        List<AddressRange> ranges = Stream.of(reachable).map(AddressRange::of).toList();
        sessions = new McpSessions(shells, new OutboundGuard(Dns.SYSTEM, ranges), clock);
        catalogs = new McpCatalogs(sessions, clock);
    }

    /** Lets time go by. */
    void later(Duration more) {
        clock.advance(more);
    }

    /** What looking for a workspace gives from now on. */
    void workspacesFail(@Nullable RuntimeException failure) {
        away = failure;
    }

    /** The server of hostile.py, in one of its modes. */
    McpEndpoint.Use hostile(String mode, Duration timeout, boolean trusted) {
        Path script = Path.of("src/test/resources/mcp/hostile.py").toAbsolutePath();
        return inWorkspace("hostile", timeout, trusted, "python3", script.toString(), mode);
    }

    /** A server of the package registry, as {@code ./mainspring test} installs it. */
    McpEndpoint.Use installed(String name, String program, String... arguments) {
        return inWorkspace(
                name,
                McpServer.TIMEOUT,
                true,
                Stream.concat(Stream.of(program(program).toString()), Stream.of(arguments))
                        .toArray(String[]::new));
    }

    static Path program(String name) {
        String cache = System.getenv("XDG_CACHE_HOME");
        Path folder =
                cache == null || cache.isBlank()
                        ? Path.of(System.getProperty("user.home"), ".cache")
                        : Path.of(cache);
        Path program = folder.resolve("mainspring/mcp-servers-1/bin").resolve(name);
        if (!Files.isExecutable(program)) {
            throw new AssertionError(program + " is missing: run ./mainspring test once");
        }
        return program;
    }

    private McpEndpoint.Use inWorkspace(
            String name, Duration timeout, boolean trusted, String... command) {
        List<String> words = List.of(command);
        McpConnection stdio =
                new McpConnection.Stdio(
                        words.getFirst(), words.subList(1, words.size()), Map.of("SECRET", "s'1"));
        return use(
                new McpServer(
                        name,
                        McpServer.Source.DEPLOYMENT,
                        stdio,
                        List.of(),
                        List.of(),
                        timeout,
                        trusted),
                new McpEndpoint.Place(workspace, 1));
    }

    McpEndpoint.Use http(String url, McpServer.Source source, Map<String, String> headers) {
        return http(url, source, headers, Duration.ofSeconds(2));
    }

    McpEndpoint.Use http(
            String url, McpServer.Source source, Map<String, String> headers, Duration timeout) {
        return use(
                new McpServer(
                        "remote",
                        source,
                        new McpConnection.Http(URI.create(url), headers),
                        List.of(),
                        List.of(),
                        timeout,
                        false),
                null);
    }

    private McpEndpoint.Use use(McpServer server, McpEndpoint.Place place) {
        return new McpEndpoint.Use(new McpEndpoint(user, server, place), chat);
    }

    McpTool tool(McpEndpoint.Use use, String name) {
        return catalogs.of(List.of(use)).getFirst().tools().stream()
                .filter(entry -> entry.name().equals(name))
                .map(entry -> new McpTool(use, entry, sessions, files))
                .findFirst()
                .orElseThrow();
    }

    /** The same tool, at a server that has not been greeted yet. */
    McpTool moved(McpTool tool, McpEndpoint.Use to) {
        McpToolList.Entry entry = new McpToolList.Entry("echo", tool.spec(), false);
        return new McpTool(to, entry, sessions, files);
    }

    FakeRun run(String input) {
        return new FakeRun(chat, shell, input);
    }

    ToolOutput call(McpEndpoint.Use use, String name, String input) {
        return tool(use, name).run(run(input));
    }

    @Override
    public void close() {
        sessions.close();
    }
}
