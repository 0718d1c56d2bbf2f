package dev.mainspring.activities.workspace.ssh;

import dev.mainspring.activities.workspace.ShellScript;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * A script made ready for the wire.
 *
 * @param command what the exec request says
 * @param input all of standard input
 * @param token on standard error, says that the directory was gone and nothing ran
 */
record ScriptFrame(String command, byte[] input, String token) {

    /** What an SSH packet surely takes (RFC 4253, section 6.1: 32,768 bytes of payload). */
    private static final int EXEC_REQUEST_BYTES = 30_000;

    /** With {@code token} on standard error: the directory is gone. */
    static final int GONE = 253;

    /** Nothing ran: the connection was cut before the whole script had arrived. */
    static final int CUT = 255;

    static ScriptFrame of(SshEndpoint endpoint, ShellScript script) {
        String token = "mainspring-" + UUID.randomUUID();
        byte[] source = source(endpoint, script, token).getBytes(StandardCharsets.UTF_8);
        if (endpoint.delivery() == ScriptDelivery.EXEC_REQUEST
                && source.length <= EXEC_REQUEST_BYTES) {
            return new ScriptFrame(
                    new String(source, StandardCharsets.UTF_8), script.stdin(), token);
        }
        byte[] end = ("\n" + token + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] input = new byte[source.length + end.length + script.stdin().length];
        System.arraycopy(source, 0, input, 0, source.length);
        System.arraycopy(end, 0, input, source.length, end.length);
        System.arraycopy(
                script.stdin(), 0, input, source.length + end.length, script.stdin().length);
        return new ScriptFrame(reader(token), input, token);
    }

    /** Reads lines up to the token with the shell's own {@code read}, then runs them. */
    private static String reader(String token) {
        return """
        exec sh -c 's=;l=;while IFS= read -r l&&[ "$l" != %s ];do s="$s$l
        ";done;[ "$l" = %s ]||exit %d;eval "$s"'\
        """
                .formatted(token, token, CUT);
    }

    private static String source(SshEndpoint endpoint, ShellScript script, String token) {
        StringBuilder source = new StringBuilder();
        source.append("cd ")
                .append(quote(endpoint.directory()))
                .append(" 2>/dev/null || { echo ")
                .append(token)
                .append(" >&2; exit ")
                .append(GONE)
                .append("; }\n");
        endpoint.environment()
                .forEach((name, value) ->
                        source.append("export ")
                                .append(name)
                                .append('=')
                                .append(quote(value))
                                .append('\n'));
        return source.append(script.script()).append('\n').toString();
    }

    static String quote(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
