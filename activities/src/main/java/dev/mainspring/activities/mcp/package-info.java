/** Tools of MCP servers: sessions over HTTP and over a workspace's shell, within bounds. */
@NullMarked
package dev.mainspring.activities.mcp;

import org.jspecify.annotations.NullMarked;
