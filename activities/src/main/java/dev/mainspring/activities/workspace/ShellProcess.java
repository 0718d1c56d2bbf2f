package dev.mainspring.activities.workspace;

import java.io.InputStream;
import java.io.OutputStream;

/**
 * A program that runs in a workspace while we talk to it. It is not meant to outlive its closing.
 */
public interface ShellProcess extends AutoCloseable {

    /** Its standard input. */
    OutputStream in();

    /** Its standard output; ends when the program or the connection does. */
    InputStream out();

    /** The last of what it wrote to standard error, at most 4 KB. */
    String errors();

    /** Ends its standard input and lets go of it; a well-behaved program ends then. */
    @Override
    void close();
}
