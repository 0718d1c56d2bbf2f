package dev.mainspring.ui.tool;

import dev.mainspring.ui.element.Icon;
import tools.jackson.databind.JsonNode;

/** What a call's line says: an icon, a verb, what it is about, and what came of it. */
record CallWords(Icon icon, String verb, String object, String outcome) {

    private static final int OBJECT_CHARS = 120;

    static CallWords of(Call call) {
        boolean over = !call.running() && !call.waiting();
        return switch (call.name()) {
            case "execute" -> words(Icon.TERMINAL, ran(call, over), call.in("command"), exit(call));
            case "process_output" ->
                    words(
                            Icon.TERMINAL,
                            over ? "Read output of" : "Reading output of",
                            call.in("process_id"),
                            exit(call));
            case "process_signal" ->
                    words(
                            Icon.TERMINAL,
                            "Sent " + call.in("signal") + " to",
                            call.in("process_id"),
                            "");
            case "process_list" -> words(Icon.TERMINAL, "Listed processes", "", "");
            case "read_file" ->
                    words(Icon.FILE, over ? "Read" : "Reading", call.in("path"), lines(call));
            case "write_file" -> words(Icon.FILE_EDIT, written(call, over), call.in("path"), "");
            case "edit_files" ->
                    words(Icon.FILE_EDIT, over ? "Edited" : "Editing", files(call), changes(call));
            case "search_files" ->
                    words(
                            Icon.SEARCH,
                            over ? "Searched" : "Searching",
                            call.in("pattern"),
                            found(call));
            case "list_files" ->
                    words(Icon.FOLDER, over ? "Listed" : "Listing", orDot(call.in("path")), "");
            case "read_skill" ->
                    words(
                            Icon.LIST,
                            over ? "Read skill" : "Reading skill",
                            call.in("path").isEmpty()
                                    ? call.in("name")
                                    : call.in("name") + "/" + call.in("path"),
                            "");
            case "attach_file" -> words(Icon.FILE, "Attached", call.in("path"), "");
            case "create_workspace" ->
                    words(
                            Icon.BOX,
                            over ? "Created workspace" : "Creating workspace",
                            call.out("name"),
                            "");
            case "start_workspace" ->
                    words(Icon.BOX, over ? "Started workspace" : "Starting workspace", "", "");
            case "stop_workspace" ->
                    words(Icon.BOX, over ? "Stopped workspace" : "Stopping workspace", "", "");
            case "spawn_agent" ->
                    words(Icon.AGENT, over ? "Started agent" : "Starting agent", agent(call), "");
            case "wait_agent" ->
                    words(
                            Icon.AGENT,
                            over ? "Waited for agents" : "Waiting for agents",
                            "",
                            call.result() == null ? "" : AgentReports.count(call.result()));
            case "message_agent" -> words(Icon.AGENT, "Told an agent", call.in("message"), "");
            case "close_agent" ->
                    words(
                            Icon.AGENT,
                            over ? "Closed agent" : "Closing agent",
                            call.out("title"),
                            "");
            case "list_agents" -> words(Icon.AGENT, "Looked at its agents", "", "");
            case "list_templates", "read_template" ->
                    words(Icon.BOX, "Looked at templates", call.in("template_id"), "");
            case "ask_user_question" ->
                    words(
                            Icon.UNKNOWN,
                            over ? "Asked you" : "Asks you",
                            call.input().path("questions").path(0).path("question").asString(""),
                            more(call.input().path("questions").size()));
            case "propose_plan" ->
                    words(
                            Icon.FILE,
                            over ? "Proposed a plan" : "Proposes a plan",
                            heading(call.in("plan")),
                            decided(call.out("decision")));
            case "update_todos" ->
                    words(
                            Icon.LIST,
                            "Checklist",
                            call.summary().replaceFirst("^update_todos:? ?", ""),
                            "");
            default -> further(call, over);
        };
    }

    /** A tool of an MCP server is named {@code server__tool}. */
    private static CallWords further(Call call, boolean over) {
        int mark = call.name().indexOf("__");
        if (mark <= 0) {
            return words(Icon.WRENCH, call.summary(), "", "");
        }
        String input = call.input().isEmpty() ? "" : call.input().toString();
        String tool = call.name().substring(mark + 2);
        return words(Icon.LINK, over ? "Used" : "Using", (tool + " " + input).strip(), "");
    }

    /** The line as one text, for the status line and assistive technology. */
    String sentence() {
        return object.isEmpty() ? verb : verb + " " + object;
    }

    private static CallWords words(Icon icon, String verb, String object, String outcome) {
        String line = object.strip().lines().findFirst().orElse("");
        boolean more = !line.equals(object.strip()) || line.length() > OBJECT_CHARS;
        String cut = line.substring(0, Math.min(line.length(), OBJECT_CHARS));
        return new CallWords(icon, verb, more ? cut + " …" : cut, outcome);
    }

    private static String agent(Call call) {
        String title = call.out("title").isEmpty() ? call.in("title") : call.out("title");
        return title.isEmpty() ? call.in("prompt") : title;
    }

    private static String ran(Call call, boolean over) {
        if (call.needsYou()) {
            return "Wants to run";
        }
        boolean denied = call.result() != null && call.result().path("denied").asBoolean(false);
        return denied ? "Was not allowed to run" : over && !call.goesOn() ? "Ran" : "Running";
    }

    private static String exit(Call call) {
        if (call.process() != null) {
            return ProcessWords.of(call.process());
        }
        if (call.result() == null) {
            return "";
        }
        if (call.result().path("timed_out").asBoolean(false)) {
            return "left running";
        }
        return call.exitCode() == 0 ? "" : "exit " + call.exitCode();
    }

    private static String lines(Call call) {
        int offset = call.input().path("offset").asInt(1);
        int read = call.result() == null ? 0 : call.result().path("lines_read").asInt(0);
        int total = call.result() == null ? 0 : call.result().path("total_lines").asInt(0);
        return read == 0 || read == total ? "" : offset + "–" + (offset + read - 1);
    }

    private static String written(Call call, boolean over) {
        if (!over) {
            return "Writing";
        }
        JsonNode result = call.result();
        return result != null && result.path("created").asBoolean(false) ? "Created" : "Wrote";
    }

    private static String files(Call call) {
        JsonNode files = call.input().path("files");
        return files.size() == 1
                ? files.path(0).path("path").asString("")
                : files.size() + " files";
    }

    private static String changes(Call call) {
        DiffCount sum = new DiffCount(0, 0);
        if (call.result() != null) {
            for (JsonNode file : call.result().path("files")) {
                sum = sum.plus(DiffCount.of(file.path("diff").asString("")));
            }
        }
        return sum.added() + sum.removed() == 0 ? "" : "+" + sum.added() + " −" + sum.removed();
    }

    private static String found(Call call) {
        if (call.result() == null || !call.result().has("matches")) {
            return "";
        }
        int matches = call.result().path("matches").asInt(0);
        return matches == 1 ? "1 match" : matches + " matches";
    }

    private static String more(int questions) {
        return questions > 1 ? "+" + (questions - 1) : "";
    }

    private static String decided(String decision) {
        return switch (decision) {
            case "approve" -> "approved";
            case "edit" -> "approved with changes";
            case "reject" -> "rejected";
            default -> "";
        };
    }

    private static String heading(String plan) {
        return plan.strip().lines().findFirst().orElse("").replaceFirst("^#+\\s*", "");
    }

    private static String orDot(String path) {
        return path.isEmpty() ? "." : path;
    }
}
