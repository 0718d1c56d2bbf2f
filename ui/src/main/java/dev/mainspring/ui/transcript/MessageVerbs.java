package dev.mainspring.ui.transcript;

import dev.mainspring.conversation.BranchId;

/** What becomes of a click on a message's buttons. */
public interface MessageVerbs {

    void copy(int position);

    void edit(int position);

    void regenerate(int position);

    void fork(int position);

    void select(BranchId branch);
}
