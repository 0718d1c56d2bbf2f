package dev.mainspring.activities.tools;

import dev.mainspring.conversation.AgentType;
import dev.mainspring.conversation.ToolClass;

/** Who has which tools; asked before a tool is offered and again before it runs. */
final class ToolRules {

    private ToolRules() {}

    static boolean allows(ToolScope scope, ToolClass kind) {
        return switch (kind) {
            case READ -> true;
            case EXECUTE -> scope.agent() != AgentType.EXPLORE;
            case WRITE, NETWORK -> scope.agent() != AgentType.EXPLORE && !scope.planMode();
            case PEOPLE -> scope.isRoot();
            case PLATFORM, ORCHESTRATION -> scope.isRoot() && !scope.planMode();
        };
    }
}
