package dev.mainspring.config;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Unpacks the PostgreSQL programs that come with the product, once per build of them. */
final class PostgresBinaries {

    private static final Logger log = LoggerFactory.getLogger(PostgresBinaries.class);

    private PostgresBinaries() {}

    /**
     * The folder that has {@code bin/initdb} and {@code bin/postgres}.
     *
     * @throws StartupFailure if none come for this platform
     */
    static Path unpackInto(Path cache) throws IOException {
        String archive = archiveName();
        URL packed = PostgresBinaries.class.getResource("/" + archive);
        if (packed == null) {
            throw new StartupFailure(
                    "no embedded PostgreSQL for this platform (%s): set MAINSPRING_DATABASE_URL"
                            .formatted(archive));
        }
        long packedBytes = packed.openConnection().getContentLengthLong();
        Path target = cache.resolve(archive.replace(".txz", "") + "-" + packedBytes);
        if (Files.isDirectory(target)) {
            return target;
        }
        log.info("Unpacking PostgreSQL into {}", target);
        Files.createDirectories(cache);
        Path fresh = Files.createTempDirectory(cache, "postgres-");
        unpack(packed, fresh);
        return publish(fresh, target);
    }

    private static String archiveName() {
        String system =
                System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac")
                        ? "darwin"
                        : "linux";
        String machine = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
        String libc = Files.exists(Path.of("/etc/alpine-release")) ? "-alpine_linux" : "";
        return "postgres-" + system + "-" + machine + libc + ".txz";
    }

    private static void unpack(URL packed, Path folder) throws IOException {
        try (InputStream raw = new BufferedInputStream(packed.openStream());
                TarArchiveInputStream tar =
                        new TarArchiveInputStream(new XZCompressorInputStream(raw))) {
            for (TarArchiveEntry entry = tar.getNextEntry();
                    entry != null;
                    entry = tar.getNextEntry()) {
                write(entry, tar, folder.resolve(entry.getName()).normalize());
            }
        }
    }

    private static void write(TarArchiveEntry entry, InputStream content, Path target)
            throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.resolveSibling("."));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, target, StandardCopyOption.REPLACE_EXISTING);
        boolean executable = (entry.getMode() & 0100) != 0;
        if (executable && !target.toFile().setExecutable(true, false)) {
            throw new IOException("cannot be made executable: " + target);
        }
    }

    /** Moves the finished folder in place; where another process was quicker, theirs is as good. */
    private static Path publish(Path fresh, Path target) throws IOException {
        if (!fresh.toFile().setReadable(true, false)
                || !fresh.toFile().setExecutable(true, false)) {
            throw new IOException("cannot be made readable: " + fresh);
        }
        try {
            return Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException theirs) {
            return target;
        }
    }
}
