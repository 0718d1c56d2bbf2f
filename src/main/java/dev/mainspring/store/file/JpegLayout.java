package dev.mainspring.store.file;

/**
 * How a JPEG is put together, told by its markers alone (ITU T.81, annex B). What comes behind the
 * end is left out, such as the video of a "motion photo"; so are thumbnails, which lie in segments.
 *
 * @param frame the marker that says how it is coded; 0 where there is none
 * @param bits of a sample
 * @param components such as 3, of colours
 * @param scans how often all of the image is decoded
 * @param ended whether its end is marked
 */
record JpegLayout(int frame, int bits, int components, int scans, boolean ended) {

    private static final int BASELINE = 0xc0;
    private static final int PROGRESSIVE = 0xc2;
    private static final int DEFINE_HUFFMAN = 0xc4;
    private static final int EXTENSION = 0xc8;
    private static final int DEFINE_ARITHMETIC = 0xcc;
    private static final int LAST_FRAME = 0xcf;
    private static final int FIRST_RESTART = 0xd0;
    private static final int END = 0xd9;
    private static final int START_OF_SCAN = 0xda;
    private static final int TEMPORARY = 0x01;

    /** Reads what there is; a file that is cut off has not ended. */
    static JpegLayout of(byte[] content) {
        JpegLayout layout = new JpegLayout(0, 0, 0, 0, false);
        int at = marker(content, 0);
        while (at < content.length) {
            int marker = content[at] & 0xff;
            if (marker == END && layout.scans > 0) {
                return layout.withEnd();
            }
            layout = layout.with(marker, content, at);
            at = marker(content, isAlone(marker) ? at + 1 : at + 1 + length(content, at));
        }
        return layout;
    }

    /** Where the next marker's code is: behind 0xff, and neither a stuffed 0 nor another fill. */
    private static int marker(byte[] content, int from) {
        for (int at = from + 1; at < content.length; at++) {
            int code = content[at] & 0xff;
            if (content[at - 1] == (byte) 0xff && code != 0 && code != 0xff) {
                return at;
            }
        }
        return content.length;
    }

    private static boolean isAlone(int marker) {
        return marker == TEMPORARY || marker >= FIRST_RESTART && marker <= END;
    }

    /** Of a segment, without its marker; its first two bytes tell. */
    private static int length(byte[] content, int at) {
        return Math.max(2, at + 2 < content.length ? number(content, at + 1) : 2);
    }

    private static int number(byte[] content, int at) {
        return (content[at] & 0xff) << 8 | content[at + 1] & 0xff;
    }

    private JpegLayout with(int marker, byte[] content, int at) {
        if (marker == START_OF_SCAN) {
            return new JpegLayout(frame, bits, components, scans + 1, false);
        }
        boolean isFrame =
                marker >= BASELINE
                        && marker <= LAST_FRAME
                        && marker != DEFINE_HUFFMAN
                        && marker != EXTENSION
                        && marker != DEFINE_ARITHMETIC;
        return isFrame && at + 8 < content.length
                ? new JpegLayout(
                        marker, content[at + 3] & 0xff, content[at + 8] & 0xff, scans, false)
                : this;
    }

    private JpegLayout withEnd() {
        return new JpegLayout(frame, bits, components, scans, true);
    }

    /** Whether the JDK decodes it: neither arithmetic nor lossless coding, nor 12 bits. */
    boolean isUsual() {
        return frame >= BASELINE && frame <= PROGRESSIVE && bits == 8;
    }

    /** Whether a decoder keeps all of it before it gives the first pixel. */
    boolean isKeptWhole() {
        return frame == PROGRESSIVE || scans > 1;
    }
}
