package dev.mainspring.activities.context;

import dev.mainspring.activities.tools.ChatShells;
import dev.mainspring.activities.tools.OutputCap;
import dev.mainspring.activities.tools.Summary;
import dev.mainspring.activities.tools.Tool;
import dev.mainspring.activities.tools.ToolOutput;
import dev.mainspring.activities.tools.ToolResults;
import dev.mainspring.activities.tools.ToolRun;
import dev.mainspring.activities.tools.ToolSchemas;
import dev.mainspring.activities.workspace.Shell;
import dev.mainspring.conversation.ToolClass;
import dev.mainspring.conversation.ToolSpec;
import dev.mainspring.conversation.ToolState;
import dev.mainspring.store.ChatRow;
import dev.mainspring.store.ChatRows;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads a skill, or a file that belongs to one. */
@Component
final class ReadSkillTool implements Tool {

    private static final String SKILL_FILE = "SKILL.md";

    private static final ToolSpec SPEC =
            ToolSchemas.spec(
                    ToolClass.READ,
                    "read_skill",
                    """
                    Reads a skill that the system prompt lists: its SKILL.md, and the names of the
                    other files that belong to it. With a path, reads one of those.
                    """,
                    """
                    "name": {"type": "string", "minLength": 1, "maxLength": 64},
                    "path": {"type": "string", "minLength": 1, "maxLength": 1024,
                      "description": "a file of the skill, relative to its folder"}
                    """,
                    "name");

    private final Skills skills;
    private final DeploymentSkills deployment;
    private final ChatRows chats;
    private final ChatShells shells;

    ReadSkillTool(Skills skills, DeploymentSkills deployment, ChatRows chats, ChatShells shells) {
        this.skills = skills;
        this.deployment = deployment;
        this.chats = chats;
        this.shells = shells;
    }

    /** What was found of a skill. */
    private record Content(String text, List<String> files) {}

    @Override
    public ToolSpec spec() {
        return SPEC;
    }

    @Override
    public String summary(JsonNode input) {
        String path = input.path("path").asString("");
        String name = input.path("name").asString("");
        return Summary.of("read_skill", path.isEmpty() ? name : name + "/" + path);
    }

    @Override
    public ToolOutput run(ToolRun run) {
        ChatRow chat = chats.find(run.chat()).orElseThrow();
        String name = run.input().path("name").asString("");
        String path = run.input().path("path").asString(SKILL_FILE);
        if (leavesFolder(path)) {
            return ToolResults.failed("path: '" + path + "' is no file within the skill's folder");
        }
        Optional<Skills.Found> found = skills.find(chat, name);
        if (found.isEmpty()) {
            return ToolResults.failed(
                    "there is no skill '%s'; there are: %s".formatted(name, names(chat)));
        }
        return content(chat, found.get(), path)
                .map(content -> result(found.get(), path, content))
                .orElseGet(() ->
                        ToolResults.failed("skill '%s' has no file '%s'".formatted(name, path)));
    }

    private static boolean leavesFolder(String path) {
        return path.startsWith("/")
                || path.indexOf('\0') >= 0
                || Arrays.asList(path.split("/")).contains("..");
    }

    private String names(ChatRow chat) {
        List<Skills.Found> all = skills.of(chat);
        return all.isEmpty()
                ? "none"
                : all.stream().map(it -> it.skill().name()).collect(Collectors.joining(", "));
    }

    private Optional<Content> content(ChatRow chat, Skills.Found found, String path) {
        return switch (found.home()) {
            case DEPLOYMENT ->
                    deployment
                            .read(found.skill(), path)
                            .map(text -> new Content(text, deployment.files(found.skill())));
            case WORKSPACE ->
                    shells.existing(chat.id(), chat.ownerId())
                            .flatMap(shell -> fromWorkspace(shell, found.skill(), path));
        };
    }

    private static Optional<Content> fromWorkspace(Shell shell, Skill skill, String path) {
        List<ToldFile> told = ToldFile.read(shell, "skill", List.of(skill.folder(), path));
        List<String> names =
                told.stream()
                        .filter(it -> it.kind().equals("name"))
                        .map(ToldFile::path)
                        .sorted()
                        .toList();
        return told.stream()
                .filter(it -> it.kind().equals("file"))
                .findFirst()
                .map(file -> new Content(file.text(), names));
    }

    private static ToolOutput result(Skills.Found found, String path, Content content) {
        OutputCap.Cut cut = OutputCap.DEFAULT.cut(content.text());
        ObjectNode result =
                ToolResults.object()
                        .put("name", found.skill().name())
                        .put("path", path)
                        .put("content", cut.text());
        if (path.equals(SKILL_FILE)) {
            content.files().stream()
                    .filter(file -> !file.equals(SKILL_FILE))
                    .forEach(result.withArray("files")::add);
        }
        if (found.home() == Skills.Home.WORKSPACE) {
            result.put("folder", found.skill().folder());
        }
        return new ToolOutput(
                ToolState.FINISHED,
                result,
                cut.truncated() ? content.text() : null,
                cut.truncated(),
                List.of());
    }
}
