package dev.mainspring.workflows;

import dev.mainspring.conversation.TurnId;

/** One model call to make. */
public record ModelStep(RunRef run, TurnId turn, int step) {}
