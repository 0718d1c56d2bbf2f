package dev.mainspring.activities.tools;

import dev.mainspring.conversation.UserId;
import java.util.Optional;

/** Knows the git identity of people. */
@FunctionalInterface
public interface GitIdentities {
    Optional<GitIdentity> of(UserId user);
}
