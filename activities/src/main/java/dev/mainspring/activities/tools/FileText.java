package dev.mainspring.activities.tools;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * A file's text that becomes the same bytes again.
 *
 * @param charset UTF-8; or Latin-1, which keeps any byte, for what is no UTF-8
 */
record FileText(String text, Charset charset) {

    static FileText of(byte[] bytes) {
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return new FileText(text, StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            return new FileText(
                    new String(bytes, StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1);
        }
    }

    boolean holds(String addition) {
        return charset.newEncoder().canEncode(addition);
    }

    byte[] bytes(String changed) {
        return changed.getBytes(charset);
    }
}
