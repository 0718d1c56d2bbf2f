package dev.mainspring.api;

import dev.mainspring.chat.FileView;
import dev.mainspring.chat.NewFile;
import dev.mainspring.chat.Uploads;
import dev.mainspring.security.CurrentUser;
import dev.mainspring.store.Files;
import dev.mainspring.store.Jsonb;
import dev.mainspring.store.file.FileKind;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.multipart.MultipartFile;

/** Images and files: sent to agents, and made by them. */
@RestController
@RequestMapping("/api/v1/files")
@Tag(name = "files")
class FilesController {

    /** Nothing in a file is ever to run as a page of ours. */
    private static final String SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'";

    private static final byte[] EMPTY = {};

    private final Uploads uploads;

    FilesController(Uploads uploads) {
        this.uploads = uploads;
    }

    @PostMapping(
            consumes = {
                MediaType.APPLICATION_OCTET_STREAM_VALUE,
                "image/*",
                "text/*",
                MediaType.APPLICATION_PDF_VALUE,
                MediaType.APPLICATION_JSON_VALUE
            },
            produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Upload a file of at most 10 MB, to be named in a message",
            description =
                    "png, jpeg, gif, webp, pdf, or text in UTF-8. What it is, is read off its"
                            + " content. The same id with the same content again gives the same"
                            + " answer.")
    FileView upload(
            @AuthenticationPrincipal CurrentUser user,
            @Parameter(description = "the caller's choice") @RequestParam(required = false)
                    @Nullable UUID id,
            @Parameter(description = "what the file is called, where Content-Disposition is absent")
                    @RequestParam(required = false)
                    @Nullable String name,
            @Parameter(hidden = true)
                    @RequestHeader(name = HttpHeaders.CONTENT_DISPOSITION, required = false)
                    @Nullable String disposition,
            @Parameter(hidden = true) @RequestHeader(HttpHeaders.CONTENT_TYPE) MediaType type,
            @RequestBody(required = false) byte @Nullable [] content) {
        String called = name == null ? nameIn(disposition) : name;
        return take(
                user,
                id,
                called,
                type.getType() + "/" + type.getSubtype(),
                content == null ? EMPTY : content);
    }

    @PostMapping(
            consumes = MediaType.MULTIPART_FORM_DATA_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Upload a file of at most 10 MB, to be named in a message",
            description = "The part `file` of a form holds it.")
    FileView uploadForm(
            @AuthenticationPrincipal CurrentUser user,
            @RequestParam(required = false) @Nullable UUID id,
            @RequestPart MultipartFile file)
            throws IOException {
        return take(user, id, file.getOriginalFilename(), file.getContentType(), file.getBytes());
    }

    private FileView take(
            CurrentUser user,
            @Nullable UUID id,
            @Nullable String name,
            @Nullable String type,
            byte[] content) {
        String called = name == null ? null : Jsonb.storable(name);
        return uploads.take(user.id(), new NewFile(id, called, type, content));
    }

    private static @Nullable String nameIn(@Nullable String disposition) {
        if (disposition == null) {
            return null;
        }
        try {
            return ContentDisposition.parse(disposition).getFilename();
        } catch (IllegalArgumentException namesNothing) {
            return null;
        }
    }

    @GetMapping("/{fileId}")
    @Operation(
            summary = "Get the content of a file",
            description =
                    "Images are shown, everything else is a download. A file never changes, so its"
                            + " ETag stays.")
    @ApiResponse(
            responseCode = "200",
            description = "The content",
            content =
                    @Content(
                            mediaType = MediaType.ALL_VALUE,
                            schema = @Schema(type = "string", format = "binary")))
    @ApiResponse(
            responseCode = "304",
            description = "As If-None-Match knows it",
            content = {})
    @Nullable ResponseEntity<byte[]> get(
            @AuthenticationPrincipal CurrentUser user,
            @PathVariable UUID fileId,
            WebRequest request) {
        Files.Entry file = uploads.find(user.id(), fileId);
        String tag = "\"" + fileId + "\"";
        // Asked again each time, so that a right that is taken away ends.
        CacheControl cache = CacheControl.noCache().cachePrivate();
        if (request.checkNotModified(tag)) {
            return ResponseEntity.status(HttpStatus.NOT_MODIFIED)
                    .eTag(tag)
                    .cacheControl(cache)
                    .build();
        }
        boolean shown = FileKind.isSafeImage(file.mediaType());
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(file.mediaType()))
                .eTag(tag)
                .cacheControl(cache)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        (shown ? ContentDisposition.inline() : ContentDisposition.attachment())
                                .filename(file.name(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .header("Content-Security-Policy", SANDBOX)
                .header("X-Content-Type-Options", "nosniff")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .body(uploads.read(user.id(), fileId));
    }
}
