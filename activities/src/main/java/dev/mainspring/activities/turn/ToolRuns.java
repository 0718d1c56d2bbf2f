package dev.mainspring.activities.turn;

import dev.mainspring.activities.Cancellation;
import dev.mainspring.activities.DetachedException;
import dev.mainspring.activities.tools.ChatShells;
import dev.mainspring.activities.tools.ToolRun;
import dev.mainspring.activities.turn.ToolSteps.Begun;
import dev.mainspring.activities.workspace.Shell;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.ToolCallId;
import dev.mainspring.conversation.UserId;
import dev.mainspring.store.LiveFeed;
import dev.mainspring.store.ToolCallRows;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Gives tools what they need: the shell, a journal of what they begin, a place to show output. */
@Component
class ToolRuns {

    private final ChatShells shells;
    private final ToolCallRows calls;
    private final LiveFeed feed;

    ToolRuns(ChatShells shells, ToolCallRows calls, LiveFeed feed) {
        this.shells = shells;
        this.calls = calls;
        this.feed = feed;
    }

    Run open(Begun.Call call, Cancellation cancellation) {
        return new Run(call, cancellation, new LiveToolOutput(feed, call));
    }

    /** One attempt of a call. */
    final class Run implements ToolRun, AutoCloseable {

        private final Begun.Call call;
        private final Cancellation cancellation;
        private final LiveToolOutput output;
        private @Nullable String begun;

        private Run(Begun.Call call, Cancellation cancellation, LiveToolOutput output) {
            this.call = call;
            this.cancellation = cancellation;
            this.output = output;
            this.begun = call.call().incarnation();
        }

        @Override
        public ChatId chat() {
            return call.chat().id();
        }

        @Override
        public ToolCallId call() {
            return call.call().id();
        }

        @Override
        public UserId owner() {
            return call.chat().ownerId();
        }

        @Override
        public JsonNode input() {
            return call.call().input();
        }

        @Override
        public Shell shell() {
            return shells.require(chat(), owner(), output::add, cancellation);
        }

        @Override
        public Cancellation cancellation() {
            return cancellation;
        }

        @Override
        public void output(String text) {
            output.add(text);
        }

        @Override
        public Optional<String> begin(String incarnation) {
            Optional<String> earlier = Optional.ofNullable(begun);
            if (earlier.isEmpty() && !calls.begin(call(), call.lease(), incarnation)) {
                throw new DetachedException("call " + call() + ": another attempt has it");
            }
            begun = earlier.orElse(incarnation);
            return earlier;
        }

        @Override
        public void close() {
            output.close();
        }
    }
}
