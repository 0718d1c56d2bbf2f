package dev.mainspring.activities.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeploymentSkillsTest {

    @TempDir Path folder;

    private Path skill(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name)).resolve("SKILL.md");
    }

    @Test
    void aSkillThatCannotBeReadIsLeftOutAndTheOthersAreThere() throws IOException {
        Files.writeString(skill("fine"), "---\nname: fine\ndescription: it is\n---\n");
        Files.write(skill("latin"), new byte[] {(byte) 0xe9, '\n'});
        Files.createDirectory(skill("folder"));
        Files.createSymbolicLink(skill("gone"), folder.resolve("nowhere"));
        Files.write(skill("huge"), new byte[2 << 20]);
        assertThat(new DeploymentSkills(folder).all()).extracting(Skill::name).containsOnly("fine");
    }
}
