/** The page of MCP servers. */
@NullMarked
package dev.mainspring.ui.mcp;

import org.jspecify.annotations.NullMarked;
