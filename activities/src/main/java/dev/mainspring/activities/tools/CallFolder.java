package dev.mainspring.activities.tools;

import dev.mainspring.activities.Cancellation;
import dev.mainspring.activities.workspace.Shell;
import dev.mainspring.activities.workspace.ShellException;
import dev.mainspring.activities.workspace.ShellResult;
import dev.mainspring.activities.workspace.ShellScript;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.ToolCallId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The folder a call's command runs under in the workspace; each operation is one exchange. What is
 * in it is told in {@code calls.sh}.
 *
 * <p>All of them throw {@link ShellException} where the workspace cannot be reached, and may be
 * repeated then.
 */
final class CallFolder {

    /** How long one exchange follows a command; then another one does. */
    private static final Duration FOLLOW = Duration.ofSeconds(30);

    private static final Duration REPLY = Duration.ofSeconds(20);

    /** How long a command's first exchange waits for its end; a busy machine takes 50 ms. */
    private static final Duration QUICK = Duration.ofMillis(150);

    private static final Duration QUICK_IN_BACKGROUND = Duration.ofMillis(10);
    private static final int LONG_COMMAND_CHARACTERS = 4_096;
    private static final int KEPT_BYTES = 64 << 10;

    private final Shell shell;
    private final ToolCallId call;

    CallFolder(Shell shell, ToolCallId call) {
        this.shell = shell;
        this.call = call;
    }

    /**
     * What to start.
     *
     * @param directory absolute
     */
    record Start(
            ChatId chat,
            String command,
            String directory,
            Map<String, String> environment,
            boolean background) {}

    /**
     * Starts the command unless the folder exists, and follows it. One exchange where it is quick;
     * otherwise a second one relieves the first.
     */
    CallReport start(Start start, long from, Consumer<byte[]> output, Cancellation end) {
        Duration quick = start.background() ? QUICK_IN_BACKGROUND : QUICK;
        UUID attempt = UUID.randomUUID();
        return Relief.after(
                quick,
                () -> answer(shell.run(starting(start, attempt, from, end), output)),
                () -> CallReport.of(shell.run(relieving(start, attempt, end), output)));
    }

    /** A shell that was ended from outside has told nothing that counts. */
    private static CallReport answer(ShellResult result) {
        return result.exitCode() == 0 ? CallReport.of(result) : CallReport.UNSAID;
    }

    private ShellScript starting(Start start, UUID attempt, long from, Cancellation end) {
        Map<String, Object> values = values();
        values.put("chat", start.chat());
        values.put("attempt", attempt);
        values.put("day", LocalDate.now(ZoneOffset.UTC));
        values.put("from", from);
        values.put("seconds", FOLLOW.toSeconds());
        return script(Scripts.of(values, "calls", "start"), FOLLOW.plus(REPLY))
                .withStdin(stdin(start).getBytes(StandardCharsets.UTF_8))
                .withCancellation(end);
    }

    private ShellScript relieving(Start start, UUID attempt, Cancellation end) {
        Map<String, Object> values = values();
        values.put("seconds", FOLLOW.toSeconds());
        values.put("attempt", attempt);
        values.put("background", start.background() ? "yes" : "");
        return script(Scripts.of(values, "calls", "relieve"), FOLLOW.plus(REPLY))
                .withCancellation(end);
    }

    /** Follows what runs, from the byte on that is not known yet. */
    CallReport attach(long from, Consumer<byte[]> output, Cancellation end) {
        Map<String, Object> values = values();
        values.put("from", from);
        values.put("seconds", FOLLOW.toSeconds());
        ShellScript script =
                script(Scripts.of(values, "calls", "attach"), FOLLOW.plus(REPLY))
                        .withCancellation(end);
        return CallReport.of(shell.run(script, output));
    }

    CallReport status() {
        return reply(values(), output -> {}, "calls", "status");
    }

    /** Makes sure that the command is dead, or never starts, and gives the rest of its output. */
    CallReport stop(long from, Consumer<byte[]> output) {
        Map<String, Object> values = values();
        values.put("from", from);
        return reply(values, output, "calls", "ending", "stop");
    }

    /** Makes sure that the command is dead, if it was started; without its output. */
    CallReport end() {
        return reply(values(), output -> {}, "calls", "ending", "end");
    }

    /** Sends a signal to the command's group, once for each signalling call. */
    CallReport signal(ChatId of, ToolCallId by, String signal, Duration wait) {
        Map<String, Object> values = values();
        values.put("of", of);
        values.put("by", by);
        values.put("signal", signal);
        values.put("wait", wait.toMillis() / 10);
        return reply(values, output -> {}, "calls", "ending", "signal");
    }

    /** Gives what was written since the last read; the same reader gets the same again. */
    CallReport unread(
            ChatId of, ToolCallId by, Duration wait, Consumer<byte[]> output, Cancellation end) {
        Map<String, Object> values = values();
        values.put("of", of);
        values.put("by", by);
        values.put("wait", wait.toSeconds());
        ShellScript script =
                script(Scripts.of(values, "calls", "output"), wait.plus(REPLY))
                        .withCancellation(end);
        return CallReport.of(shell.run(script, output));
    }

    void markRead(ToolCallId by, long from, long to) {
        Map<String, Object> values = values();
        values.put("by", by);
        values.put("from", from);
        values.put("to", to);
        reply(values, output -> {}, "calls", "mark_read");
    }

    private CallReport reply(
            Map<String, Object> values, Consumer<byte[]> output, String... pieces) {
        return CallReport.of(shell.run(script(Scripts.of(values, pieces), REPLY), output));
    }

    private Map<String, Object> values() {
        Map<String, Object> values = new TreeMap<>();
        values.put("id", call);
        return values;
    }

    private static ShellScript script(String source, Duration limit) {
        return ShellScript.of(source, limit).withMaxOutputBytes(KEPT_BYTES);
    }

    private static String stdin(Start start) {
        StringBuilder environment = new StringBuilder("export");
        new TreeMap<>(start.environment())
                .forEach((name, value) ->
                        environment
                                .append(' ')
                                .append(name)
                                .append('=')
                                .append(ShellWords.quote(value)));
        String prologue =
                "workdir="
                        + ShellWords.quote(start.directory())
                        + "\nenvironment="
                        + ShellWords.quote(environment.toString())
                        + "\nlong="
                        + (start.command().length() > LONG_COMMAND_CHARACTERS ? "yes" : "")
                        + "\n";
        long lines = prologue.chars().filter(c -> c == '\n').count();
        return lines + "\n" + prologue + start.command();
    }
}
