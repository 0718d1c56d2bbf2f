package dev.mainspring.activities.mcp;

import io.modelcontextprotocol.spec.McpSchema;
import java.time.Duration;

/** What came of a call. */
sealed interface McpOutcome {

    /** The tool ran to its end, well or not. */
    record Answered(McpSchema.CallToolResult result) implements McpOutcome {}

    /** The server says why it did not run the tool. */
    record Refused(String why) implements McpOutcome {}

    record TimedOut(Duration after) implements McpOutcome {}

    /** We stopped waiting; the server was told. */
    record Stopped() implements McpOutcome {}

    record Lost(McpFailure failure) implements McpOutcome {}
}
