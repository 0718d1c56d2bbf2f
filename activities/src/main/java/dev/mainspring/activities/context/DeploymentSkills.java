package dev.mainspring.activities.context;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The skills that administrators put into a folder beside the data: every chat has them. */
public final class DeploymentSkills {

    private static final Logger log = LoggerFactory.getLogger(DeploymentSkills.class);
    private static final int MOST = 100;

    /** Of a SKILL.md, of which only the head is told without being asked for. */
    private static final long MOST_BYTES = 1 << 20;

    private final Path root;

    /** Read again after a moment, so that a new skill needs no restart. */
    private final Cache<Path, List<Skill>> known =
            Caffeine.newBuilder().expireAfterWrite(Duration.ofSeconds(10)).build();

    /** Skills are folders in this one; it need not be there. */
    public DeploymentSkills(Path root) {
        this.root = root;
    }

    List<Skill> all() {
        return known.get(root, folder -> Files.isDirectory(folder) ? list(folder) : List.of());
    }

    /**
     * A file of a skill; empty where there is none, or where it lies elsewhere.
     *
     * @param path relative to the skill's folder
     */
    Optional<String> read(Skill skill, String path) {
        try {
            Path folder = Path.of(skill.folder()).toRealPath();
            Path file = folder.resolve(path);
            if (!Files.isRegularFile(file) || !file.toRealPath().startsWith(folder)) {
                return Optional.empty();
            }
            return Optional.of(Files.readString(file));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The files of a skill, relative to its folder. */
    List<String> files(Skill skill) {
        Path folder = Path.of(skill.folder());
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .limit(MOST)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            log.warn("the files of skill {} cannot be listed: {}", folder, e.toString());
            return List.of();
        }
    }

    private static List<Skill> list(Path folder) {
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.map(it -> it.resolve("SKILL.md"))
                    .filter(Files::isReadable)
                    .sorted()
                    .limit(MOST)
                    .flatMap(file -> skill(file).stream())
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            log.warn("the skills in {} cannot be listed: {}", folder, e.toString());
            return List.of();
        }
    }

    /** Empty for one that cannot be read: the others are there all the same. */
    private static Optional<Skill> skill(Path file) {
        try {
            long bytes = Files.size(file);
            if (bytes > MOST_BYTES) {
                log.warn("skill {} has {} bytes, at most {}: left out", file, bytes, MOST_BYTES);
                return Optional.empty();
            }
            return Skill.of(file.toString(), Files.readString(file));
        } catch (IOException e) {
            log.warn("skill {} cannot be read and is left out: {}", file, e.toString());
            return Optional.empty();
        }
    }
}
