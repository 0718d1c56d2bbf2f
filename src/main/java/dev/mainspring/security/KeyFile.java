package dev.mainspring.security;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** A file with 256 random bits in hexadecimal, readable by its owner alone. */
final class KeyFile {

    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private KeyFile() {}

    static byte[] readOrCreate(Path file) throws IOException {
        if (!Files.exists(file)) {
            create(file);
        }
        return read(file);
    }

    /** Makes the file; a half-written one is never seen under its name. */
    static void create(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(
                folder,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        byte[] key = new byte[BYTES];
        RANDOM.nextBytes(key);
        Path fresh =
                Files.createTempFile(
                        folder,
                        "key-",
                        ".new",
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, HexFormat.of().formatHex(key) + "\n");
        try {
            Files.createLink(file, fresh);
        } catch (FileAlreadyExistsException anotherWasQuicker) {
            return;
        } finally {
            Files.delete(fresh);
        }
    }

    /**
     * Reads the key.
     *
     * @throws IOException if it is missing or not 32 bytes in hexadecimal
     */
    static byte[] read(Path file) throws IOException {
        try {
            byte[] key = HexFormat.of().parseHex(Files.readString(file).strip());
            if (key.length != BYTES) {
                throw new IOException(file + " has " + key.length + " bytes in place of " + BYTES);
            }
            return key;
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " is not hexadecimal", e);
        }
    }
}
