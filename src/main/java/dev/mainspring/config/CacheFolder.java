package dev.mainspring.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where programs are kept that are unpacked or fetched once: shared by all data folders. */
final class CacheFolder {

    private CacheFolder() {}

    /** The first of the usual places that can be written; the data folder's own else. */
    static Path of(Path data) {
        String xdg = System.getenv("XDG_CACHE_HOME");
        Path home =
                xdg == null || xdg.isBlank()
                        ? Path.of(System.getProperty("user.home"), ".cache")
                        : Path.of(xdg);
        try {
            return Files.createDirectories(home.resolve("mainspring"));
        } catch (IOException readOnlyHome) {
            return data.resolve("cache");
        }
    }
}
