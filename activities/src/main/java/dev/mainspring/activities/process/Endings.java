package dev.mainspring.activities.process;

import dev.mainspring.conversation.ProcessState;
import dev.mainspring.conversation.ProcessStatus;
import dev.mainspring.store.ChatGoneException;
import dev.mainspring.store.ChatTransactions;
import dev.mainspring.store.ProcessRows;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Records how commands stand that went on. */
@Component
class Endings {

    /** Of a command whose workspace was stopped or deleted. */
    static final ProcessStatus WITH_WORKSPACE =
            ProcessStatus.of(ProcessState.STOPPED, "it ended with its workspace");

    private static final Logger log = LoggerFactory.getLogger(Endings.class);

    private final ChatTransactions chats;
    private final ProcessRows processes;

    Endings(ChatTransactions chats, ProcessRows processes) {
        this.chats = chats;
        this.processes = processes;
    }

    void record(ProcessRows.Row row, ProcessStatus status) {
        try {
            chats.in(
                    row.chat(),
                    tx -> {
                        processes.move(tx, row.call(), status);
                        return true;
                    });
        } catch (ChatGoneException e) {
            log.debug("the chat of process {} is gone", row.call());
        }
    }
}
