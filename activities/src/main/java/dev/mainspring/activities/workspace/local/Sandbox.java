package dev.mainspring.activities.workspace.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running sandbox: hands commands to the loop that is its first process, over a pipe, and hears
 * from it over another.
 */
final class Sandbox {

    /**
     * The sandbox's first process; its argument is the folder of the pipes. A line is the name of a
     * command to run, with pipes of its own for standard input, output and error; the answers are
     * lines, too. Commands are started by a process that ends its parent at once, so that they
     * belong to process 1, which reaps them; and not with {@code &}, which would have them ignore
     * SIGINT for ever.
     */
    static final String LOOP =
            """
            r=$1
            exec 3<>$r/control 4<>$r/done </dev/null 2>/dev/null
            trap ':' HUP INT TERM
            while :; do
              IFS= read -r id <&3 || continue
              case $id in
                quit) exit 0 ;;
                ping-*) echo "$id" >&4 ;;
                *) ( read -r me line </proc/self/stat
                     ( kill -9 "$me"
                       j=$r/jobs/$id
                       { echo "started $id" >&4; ( exec 3<&- 4>&-; exec sh "$j.command" ); } \\
                         <"$j.in" >"$j.out" 2>"$j.err"
                       echo "ended $id $?" >&4 ); : ) ;;
              esac
            done
            """;

    /** Of an answer, in characters. */
    private static final int LONGEST = 80;

    private static final Logger log = LoggerFactory.getLogger(Sandbox.class);

    private final WorkspaceFolders folders;
    private final SandboxUser user;
    private final ProcessMark process;
    private final Fifo control;
    private final Fifo done;
    private final CompletableFuture<Void> over = new CompletableFuture<>();

    /** Whether its end is none of the log's business: we ended it, or let go of it. */
    private volatile boolean dismissed;

    private final Map<String, SandboxJob> jobs = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<Void>> pings = new ConcurrentHashMap<>();

    /** Talks to a sandbox whose pipes exist. */
    Sandbox(WorkspaceFolders folders, SandboxUser user, ProcessMark process) throws IOException {
        this.folders = folders;
        this.user = user;
        this.process = process;
        this.control = Fifo.open(folders.control());
        this.done = Fifo.open(folders.done());
        Thread.ofPlatform().daemon().name("sandbox-" + process.pid()).start(this::listen);
        ProcessHandle.of(process.pid()).ifPresent(handle -> handle.onExit().thenRun(this::ended));
    }

    /** Completes when the sandbox has ended, by itself or by us. */
    CompletableFuture<Void> over() {
        return over;
    }

    boolean alive() {
        return !over.isDone() && process.alive();
    }

    /** Starts a command. Its owner releases it. */
    SandboxJob start(String script) throws IOException {
        SandboxJob job = new SandboxJob(folders, user, script);
        jobs.put(job.id(), job);
        tell(job.id());
        if (!alive()) {
            ended();
        }
        return job;
    }

    /** Whether the loop answers in time. */
    boolean answers(Duration within) {
        String id = "ping-" + UUID.randomUUID();
        CompletableFuture<Void> pong = new CompletableFuture<>();
        pings.put(id, pong);
        try {
            tell(id);
            pong.get(within.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (IOException | ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            pings.remove(id);
        }
    }

    /** Ends every process in the sandbox. */
    void kill() throws IOException {
        try {
            tell("quit");
        } catch (ClosedChannelException e) {
            log.debug("sandbox {} has ended already", process.pid());
        }
        dismissed = true;
        process.kill();
        ended();
    }

    /** Lets go of the sandbox, which goes on. */
    void detach() throws IOException {
        dismissed = true;
        jobs.values().forEach(job -> job.lost(new IOException("the control plane stops")));
        control.close();
        done.close();
    }

    private synchronized void tell(String line) throws IOException {
        control.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
    }

    private void ended() {
        if (!dismissed && !over.isDone()) {
            log.warn("sandbox {} in {} has ended by itself", process.pid(), folders.base());
        }
        jobs.values().forEach(job -> job.lost(new IOException("the sandbox has ended")));
        jobs.clear();
        over.complete(null);
        try {
            control.close();
            done.close();
        } catch (IOException e) {
            log.warn("closing the pipes of sandbox {}: {}", process.pid(), e.getMessage());
        }
    }

    private void listen() {
        ByteBuffer buffer = ByteBuffer.allocate(4096);
        StringBuilder line = new StringBuilder();
        try {
            while (true) {
                buffer.clear();
                done.read(buffer);
                buffer.flip();
                while (buffer.hasRemaining()) {
                    char c = (char) buffer.get();
                    if (c == '\n') {
                        hear(line.toString());
                        line.setLength(0);
                    } else if (line.length() < LONGEST) {
                        line.append(c);
                    }
                }
            }
        } catch (ClosedChannelException e) {
            log.debug("sandbox {} is let go", process.pid());
        } catch (IOException e) {
            log.warn("sandbox {} is not heard any more: {}", process.pid(), e.getMessage());
        }
    }

    /** Anything unexpected is dropped: the sandbox's commands can write here, too. */
    private void hear(String line) {
        String[] words = line.split(" ", -1);
        if (words.length == 1) {
            CompletableFuture<Void> ping = pings.get(line);
            if (ping != null) {
                ping.complete(null);
            }
            return;
        }
        SandboxJob job = jobs.get(words[1]);
        if (job == null) {
            return;
        }
        if (words[0].equals("started")) {
            job.started().complete(null);
        } else if (words[0].equals("ended") && words.length == 3 && words[2].matches("\\d{1,3}")) {
            jobs.remove(job.id());
            job.started().complete(null);
            job.ended().complete(Integer.parseInt(words[2]));
        }
    }
}
