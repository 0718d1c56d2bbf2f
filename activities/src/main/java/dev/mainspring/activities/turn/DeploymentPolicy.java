package dev.mainspring.activities.turn;

import dev.mainspring.conversation.ApprovalPolicy;
import dev.mainspring.conversation.UserId;

/** What administrators say about tool calls. Nothing in a chat can loosen it. */
public interface DeploymentPolicy {

    ApprovalPolicy of(UserId owner);
}
