package dev.mainspring.workflows;

import dev.mainspring.conversation.TurnId;

/** A turn that is over. */
public record TurnEnd(RunRef run, TurnId turn, Next.End end) {}
