package dev.mainspring.activities.mcp;

import dev.mainspring.activities.tools.ShellWords;
import dev.mainspring.activities.workspace.Shell;
import dev.mainspring.activities.workspace.ShellException;
import dev.mainspring.activities.workspace.ShellProcess;
import dev.mainspring.activities.workspace.ShellScript;
import dev.mainspring.store.McpConnection;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server's program in a workspace, in a process group of its own where the workspace can. */
final class McpProgram implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(McpProgram.class);

    /** How long a program may take to end when its input has ended. */
    private static final int GRACE_SECONDS = 2;

    private final Shell shell;
    private final ShellProcess process;
    private final InputStream out;
    private final String pid;

    private McpProgram(Shell shell, ShellProcess process, InputStream out, String pid) {
        this.shell = shell;
        this.process = process;
        this.out = out;
        this.pid = pid;
    }

    /**
     * Starts it.
     *
     * @throws ShellException if the workspace cannot be reached
     * @throws McpFailure if it does not start
     */
    static McpProgram start(Shell shell, McpConnection.Stdio server) {
        ShellProcess process = shell.open(script(server));
        InputStream out = new BufferedInputStream(process.out(), 1 << 16);
        try {
            String pid = readLine(out, 100);
            if (pid == null || !pid.matches("[0-9]{1,10}")) {
                process.close();
                throw McpFailure.before("its program does not start: " + process.errors(), null);
            }
            return new McpProgram(shell, process, out, pid);
        } catch (IOException e) {
            process.close();
            throw McpFailure.before("its program does not start: " + e.getMessage(), e);
        }
    }

    /**
     * The first line of its output is its process id. The environment may hold secrets, and does
     * not show on a command line.
     */
    private static String script(McpConnection.Stdio server) {
        StringBuilder script = new StringBuilder();
        server.environment()
                .forEach((name, value) ->
                        script.append("export %s=%s\n".formatted(name, ShellWords.quote(value))));
        StringBuilder words = new StringBuilder(ShellWords.quote(server.command()));
        server.arguments().forEach(it -> words.append(' ').append(ShellWords.quote(it)));
        return script.append(
                        """
                        s=; command -v setsid >/dev/null 2>&1 && s=setsid
                        $s sh -c 'echo $$; exec "$@"' sh %s
                        """
                                .formatted(words))
                .toString();
    }

    /**
     * Waits for a line.
     *
     * @return null at the end
     * @throws IOException if the connection broke or the line is too long
     */
    @Nullable String readLine() throws IOException {
        return readLine(out, McpLimits.MESSAGE_BYTES);
    }

    private static @Nullable String readLine(InputStream from, int most) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = from.read(); b >= 0; b = from.read()) {
            if (b == '\n') {
                return line.toString(StandardCharsets.UTF_8);
            }
            if (line.size() == most) {
                throw new IOException("a message is larger than %d MB".formatted(most >> 20));
            }
            line.write(b);
        }
        return line.size() == 0 ? null : line.toString(StandardCharsets.UTF_8);
    }

    void write(byte[] line) throws IOException {
        process.in().write(line);
        process.in().flush();
    }

    String errors() {
        return process.errors();
    }

    /** Ends its input; what then still runs is ended by force, a little later. */
    @Override
    public void close() {
        process.close();
        Thread.ofVirtual().start(this::end);
    }

    private void end() {
        String script =
                """
                g=-%1$s; kill -s 0 -- "$g" 2>/dev/null || g=%1$s
                i=0
                while kill -s 0 -- "$g" 2>/dev/null; do
                  i=$((i+1))
                  [ $i -eq %2$d ] && kill -s TERM -- "$g"
                  [ $i -gt %3$d ] && kill -s KILL -- "$g" && break
                  sleep 1
                done
                :
                """
                        .formatted(pid, GRACE_SECONDS, 2 * GRACE_SECONDS);
        try {
            shell.run(ShellScript.of(script, Duration.ofSeconds(30)));
        } catch (ShellException e) {
            log.debug("process {} of an MCP server is left to its workspace", pid);
        }
    }
}
