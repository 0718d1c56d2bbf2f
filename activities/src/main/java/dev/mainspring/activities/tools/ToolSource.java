package dev.mainspring.activities.tools;

import java.util.List;

/** Further tools that some chats have, such as those of MCP servers. */
public interface ToolSource {

    /** The tools for this scope, in a stable order: a changing list costs the provider's cache. */
    List<Tool> tools(ToolScope scope);

    /**
     * Whether a tool of that name would be of this source. Quick, and the same whether the tool can
     * be had now or not: what is asked of a person must not depend on that.
     */
    boolean owns(String name);
}
