package dev.mainspring.activities.mcp;

import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.mainspring.activities.tools.ChatShells;
import dev.mainspring.activities.workspace.Shell;
import dev.mainspring.activities.workspace.ShellException;
import dev.mainspring.activities.workspace.ShellResult;
import dev.mainspring.activities.workspace.ShellScript;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.UserId;
import dev.mainspring.store.McpFile;
import dev.mainspring.store.McpServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The servers that workspaces name in their {@code .mcp.json}; read again now and then. */
@Component
class WorkspaceMcpFiles {

    private static final Logger log = LoggerFactory.getLogger(WorkspaceMcpFiles.class);
    private static final int BYTES = 64 << 10;
    private static final Duration LIMIT = Duration.ofSeconds(3);

    private record Source(McpEndpoint.Place place, ChatId chat, UserId owner) {}

    private final ChatShells shells;
    private final AsyncLoadingCache<Source, List<McpServer>> files =
            Caffeine.newBuilder()
                    .maximumSize(1_000)
                    .expireAfterAccess(Duration.ofHours(1))
                    .refreshAfterWrite(Duration.ofSeconds(15))
                    .executor(Executors.newVirtualThreadPerTaskExecutor())
                    .buildAsync(source -> read(source));

    WorkspaceMcpFiles(ChatShells shells) {
        this.shells = shells;
    }

    /** Of a workspace that is ready; none where the file cannot be read or used. */
    List<McpServer> of(McpEndpoint.Place place, ChatId chat, UserId owner) {
        return files.get(new Source(place, chat, owner))
                .copy()
                .completeOnTimeout(List.of(), 2 * LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    private List<McpServer> read(Source source) {
        try {
            return shells.existing(source.chat(), source.owner()).map(this::read).orElse(List.of());
        } catch (ShellException e) {
            log.debug("no .mcp.json of workspace {}: {}", source.place(), e.getMessage());
            return List.of();
        }
    }

    private List<McpServer> read(Shell shell) {
        ShellResult file =
                shell.run(
                        ShellScript.of("[ ! -f .mcp.json ] || head -c 65537 .mcp.json", LIMIT)
                                .withMaxOutputBytes(BYTES + 1));
        if (!file.ok() || file.stdout().length == 0 || file.stdout().length > BYTES) {
            return List.of();
        }
        try {
            return McpFile.ofWorkspace(file.out());
        } catch (IllegalArgumentException e) {
            log.info("the .mcp.json of a workspace is left out: {}", e.getMessage());
            return List.of();
        }
    }
}
