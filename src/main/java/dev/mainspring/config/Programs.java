package dev.mainspring.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Finds programs of the system. */
final class Programs {

    private Programs() {}

    /** The program that gives what it starts its own session; macOS has none. */
    static Optional<String> ownSession() {
        return onPath("setsid").map(Path::toString);
    }

    static Optional<Path> onPath(String program) {
        String path = System.getenv("PATH");
        if (path == null) {
            return Optional.empty();
        }
        return Arrays.stream(path.split(":"))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
