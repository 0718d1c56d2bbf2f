package dev.mainspring.activities.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstructionFilesTest {

    private static ToldFile file(String path, String text) {
        return new ToldFile("instruction", text.length(), path, text);
    }

    @Test
    void theNearestFileStandsLastAndALinkIsSaidOnce() {
        String text =
                Instructions.text(
                        List.of(
                                file("/w/AGENTS.md", "near"),
                                file("/w/CLAUDE.md", "near\n"),
                                file("/AGENTS.md", "far")));
        assertThat(text).isEqualTo("## /AGENTS.md\n\nfar\n\n## /w/AGENTS.md\n\nnear");
    }

    @Test
    void tooMuchIsCutFromTheOuterFilesAndSaid() {
        String near = "n".repeat(Instructions.MOST_CHARS - 10);
        String text =
                Instructions.text(
                        List.of(file("/w/AGENTS.md", near), file("/AGENTS.md", "f".repeat(100))));
        assertThat(text).contains(near, "f".repeat(10) + "\n[cut: the file has 100 bytes;");
        assertThat(text).doesNotContain("f".repeat(11));
    }

    @Test
    void whatAScriptToldIsRead() {
        String told = "instruction 3 3 /a b/AGENTS.md\nä!\nskill 9 2 s/SKILL.md\nab\n";
        List<ToldFile> files = ToldFile.parse(told.getBytes(StandardCharsets.UTF_8));
        assertThat(files)
                .containsExactly(
                        new ToldFile("instruction", 3, "/a b/AGENTS.md", "ä!"),
                        new ToldFile("skill", 9, "s/SKILL.md", "ab"));
        assertThat(files.getFirst().cut()).isFalse();
        assertThat(files.getLast().cut()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "junk", "skill 5 5 a\nab", "skill x y a\nab\n", "a 9 99999999999 b\n"})
    void whatIsNoSuchListIsNotRead(String told) {
        assertThat(ToldFile.parse(told.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a/b/c.txt   | [/w/a, /w/a/b]",
                "/w/a/c.txt  | [/w/a]",
                "./a/c.txt   | [/w/a]",
                "c.txt       | []",
                "/etc/passwd | []",
                "a/../b/c    | []"
            })
    void theFoldersAboveAFileAreThoseBelowTheDirectory(String file, String folders) {
        assertThat(NestedInstructions.foldersAbove("/w", file)).hasToString(folders);
    }

    @Test
    void aSkillIsNamedByItsFrontMatterElseByItsFolder() {
        Skill named =
                Skill.of(
                                "/w/skills/x/SKILL.md",
                                "---\nname: rel\ndescription: >\n  How\n  to\n---\n")
                        .orElseThrow();
        assertThat(named).isEqualTo(new Skill("rel", "How to", "/w/skills/x"));
        assertThat(Skill.of("/w/skills/x/SKILL.md", "No front matter.").orElseThrow())
                .isEqualTo(new Skill("x", "", "/w/skills/x"));
        assertThat(Skill.of("/w/skills/x/SKILL.md", "---\n{[\n---\n").orElseThrow().description())
                .contains("cannot be read");
        assertThat(Skill.of("/w/skills/ä b/SKILL.md", "")).isEmpty();
    }

    @Test
    void aLinkOutOfASkillOfTheDeploymentIsNotFollowed(@TempDir Path root) throws IOException {
        Path secret = Files.writeString(root.resolve("secret"), "s3cret");
        Path skill = Files.createDirectories(root.resolve("skills/one"));
        Files.writeString(skill.resolve("SKILL.md"), "---\nname: one\n---\n");
        Files.createSymbolicLink(skill.resolve("link"), secret);
        DeploymentSkills skills = new DeploymentSkills(root.resolve("skills"));
        Skill one = skills.all().getFirst();
        assertThat(skills.read(one, "SKILL.md")).isPresent();
        assertThat(skills.read(one, "link")).isEmpty();
        assertThat(skills.read(one, "../../secret")).isEmpty();
        assertThat(new DeploymentSkills(root.resolve("none")).all()).isEmpty();
    }
}
