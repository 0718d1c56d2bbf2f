package dev.mainspring.activities.workspace.ssh;

import java.util.Map;

/**
 * Where a workspace is and how to get in.
 *
 * @param name for messages: {@code workspace 'demo'}
 * @param directory the absolute path of the folder the agent works in
 * @param marker the absolute path of the file that provisioning wrote there, which names this life
 *     of the workspace
 * @param environment set for every script; never on a command line
 */
public record SshEndpoint(
        String name,
        String host,
        int port,
        String user,
        SshLogin login,
        HostKeyPin hostKey,
        String directory,
        String marker,
        Map<String, String> environment,
        ScriptDelivery delivery) {

    public SshEndpoint {
        environment = Map.copyOf(environment);
    }

    String address() {
        return host.contains(":") ? "[" + host + "]:" + port : host + ":" + port;
    }
}
