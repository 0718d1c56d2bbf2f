package dev.mainspring.security;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts what must not lie readable in the database: private SSH keys, headers and environment of
 * MCP servers.
 *
 * <p>AES-256-GCM with a random nonce; each text names the key it was made with ({@code
 * v1:<key>:<base64>}). Keys are files {@code secrets-<number>} outside the database; {@link
 * #rotate()} adds one that new texts use, while older ones can still be read and renewed.
 */
public final class Secrets {

    private static final String VERSION = "v1";
    private static final String FILE_PREFIX = "secrets-";

    /** NIST SP 800-38D recommends 96 bits for a random nonce and 128 for the tag. */
    private static final int NONCE_BYTES = 12;

    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path folder;
    private volatile SortedMap<Integer, SecretKeySpec> keys;

    private Secrets(Path folder, SortedMap<Integer, SecretKeySpec> keys) {
        this.folder = folder;
        this.keys = keys;
    }

    /** Reads the keys of a folder, making the first one where there is none. */
    public static Secrets open(Path folder) throws IOException {
        if (read(folder).isEmpty()) {
            KeyFile.create(folder.resolve(FILE_PREFIX + 1));
        }
        return new Secrets(folder, read(folder));
    }

    /**
     * Encrypts a text with the newest key.
     *
     * @param purpose where the text belongs, such as {@code provider/anthropic}: it can be read
     *     back with the same purpose only, so that one row's secret cannot be put into another
     */
    public String encrypt(String purpose, String text) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        int key = keys.lastKey();
        byte[] sealed =
                run(
                        Cipher.ENCRYPT_MODE,
                        key,
                        nonce,
                        purpose,
                        text.getBytes(StandardCharsets.UTF_8));
        byte[] all =
                ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array();
        return VERSION + ":" + key + ":" + Base64.getEncoder().encodeToString(all);
    }

    /**
     * Reads a text back.
     *
     * @throws SecretUnreadableException if its key is gone, it was changed, or it was made for
     *     another purpose
     */
    public String decrypt(String purpose, String encrypted) {
        String[] parts = encrypted.split(":", 3);
        if (parts.length != 3 || !parts[0].equals(VERSION) || !parts[1].matches("[0-9]{1,9}")) {
            throw new SecretUnreadableException("not an encrypted text");
        }
        byte[] all;
        try {
            all = Base64.getDecoder().decode(parts[2]);
        } catch (IllegalArgumentException e) {
            throw new SecretUnreadableException("not an encrypted text");
        }
        if (all.length < NONCE_BYTES) {
            throw new SecretUnreadableException("not an encrypted text");
        }
        byte[] nonce = Arrays.copyOf(all, NONCE_BYTES);
        byte[] sealed = Arrays.copyOfRange(all, NONCE_BYTES, all.length);
        byte[] text = run(Cipher.DECRYPT_MODE, Integer.parseInt(parts[1]), nonce, purpose, sealed);
        return new String(text, StandardCharsets.UTF_8);
    }

    /** Whether a text was made with an older key, so that it should be encrypted again. */
    public boolean isOutdated(String encrypted) {
        return !encrypted.startsWith(VERSION + ":" + keys.lastKey() + ":");
    }

    /** Adds a key that is used from now on; returns its number. */
    public synchronized int rotate() throws IOException {
        int next = keys.lastKey() + 1;
        KeyFile.create(folder.resolve(FILE_PREFIX + next));
        keys = read(folder);
        return next;
    }

    private byte[] run(int mode, int keyNumber, byte[] nonce, String purpose, byte[] input) {
        SecretKeySpec key = keys.get(keyNumber);
        if (key == null) {
            throw new SecretUnreadableException(
                    "key %s%d is missing in %s".formatted(FILE_PREFIX, keyNumber, folder));
        }
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new SecretUnreadableException("it was changed, or made for another purpose");
        }
    }

    private static SortedMap<Integer, SecretKeySpec> read(Path folder) throws IOException {
        SortedMap<Integer, SecretKeySpec> found = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return found;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.matches(FILE_PREFIX + "[0-9]{1,9}")) {
                    found.put(
                            Integer.parseInt(name.substring(FILE_PREFIX.length())),
                            new SecretKeySpec(KeyFile.read(file), "AES"));
                }
            }
        }
        return found;
    }
}
