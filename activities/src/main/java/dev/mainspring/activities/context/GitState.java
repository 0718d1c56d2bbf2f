package dev.mainspring.activities.context;

import dev.mainspring.activities.tools.ResultNotes;
import dev.mainspring.activities.tools.ToolOutput;
import dev.mainspring.activities.tools.ToolRun;
import dev.mainspring.activities.workspace.Shell;
import dev.mainspring.activities.workspace.ShellException;
import dev.mainspring.activities.workspace.ShellScript;
import dev.mainspring.store.WorkspaceOrders;
import dev.mainspring.store.WorkspaceRow;
import dev.mainspring.store.Workspaces;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Notes branch and commit of a workspace's repositories after commands that name git, so that they
 * are known when the workspace is gone.
 */
@Component
class GitState implements ResultNotes {

    private static final Logger log = LoggerFactory.getLogger(GitState.class);
    private static final Pattern GIT = Pattern.compile("\\bgit\\b");
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int MOST_CHARS = 4_000;

    private final WorkspaceOrders orders;
    private final Workspaces workspaces;

    GitState(WorkspaceOrders orders, Workspaces workspaces) {
        this.orders = orders;
        this.workspaces = workspaces;
    }

    @Override
    public ToolOutput add(String tool, ToolRun run, ToolOutput output) {
        boolean git = GIT.matcher(run.input().path("command").asString("")).find();
        if (tool.equals("execute") && git) {
            note(run);
        }
        return output;
    }

    private void note(ToolRun run) {
        Optional<WorkspaceRow> row = orders.ofChat(run.chat());
        if (row.isEmpty()) {
            return;
        }
        try {
            String now = read(run.shell());
            if (!now.isEmpty() && !now.equals(row.get().memory().get(WorkspaceRow.GIT))) {
                workspaces.remember(row.get().id(), WorkspaceRow.GIT, now);
            }
        } catch (ShellException e) {
            log.warn("call {}: state of git not read: {}", run.call(), e.getMessage());
        }
    }

    private static String read(Shell shell) {
        String told = shell.run(ShellScript.of(ToldFile.source("git"), LIMIT)).out();
        String text =
                told.lines()
                        .map(line -> line.split("\t", -1))
                        .filter(it -> it.length == 5 && it[0].equals("repository"))
                        .map(it -> described(it[1], it[2], it[3], it[4]))
                        .collect(Collectors.joining("\n"));
        return text.substring(0, Math.min(text.length(), MOST_CHARS));
    }

    private static String described(String path, String branch, String commit, String address) {
        // An address may carry a password.
        String from = address.replaceAll("//[^/@]*@", "//");
        return "- `%s`: branch `%s` at commit `%s`%s"
                .formatted(path, branch, commit, from.isEmpty() ? "" : " of " + from);
    }
}
