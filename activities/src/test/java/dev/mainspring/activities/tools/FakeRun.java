package dev.mainspring.activities.tools;

import dev.mainspring.activities.Cancellation;
import dev.mainspring.activities.workspace.Shell;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.Json;
import dev.mainspring.conversation.ModelRef;
import dev.mainspring.conversation.ToolCallId;
import dev.mainspring.conversation.UserId;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** An attempt of a call whose journal is a field. */
public final class FakeRun implements ToolRun {

    /** A person's own chat, outside plan mode. */
    public static final ToolScope SCOPE =
            new ToolScope(
                    ChatId.random(),
                    ChatId.random(),
                    UserId.random(),
                    ModelRef.of("scripted/none"),
                    null,
                    false);

    private final ChatId chat;
    private final ToolCallId call;
    private final UserId owner = UserId.random();
    private final Shell shell;
    private final JsonNode input;
    private final Cancellation cancellation = new Cancellation();
    private final StringBuilder shown = new StringBuilder();
    private Optional<String> journal;

    public FakeRun(ChatId chat, Shell shell, String input) {
        this(chat, ToolCallId.random(), shell, Json.MAPPER.readTree(input), Optional.empty());
    }

    private FakeRun(
            ChatId chat, ToolCallId call, Shell shell, JsonNode input, Optional<String> journal) {
        this.chat = chat;
        this.call = call;
        this.shell = shell;
        this.input = input;
        this.journal = journal;
    }

    /** A later attempt of the same call, after this one died. */
    public FakeRun again() {
        return new FakeRun(chat, call, shell, input, journal);
    }

    /** Waits until people have been shown this. */
    public void awaitShown(String text) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        synchronized (shown) {
            while (shown.indexOf(text) < 0) {
                if (System.nanoTime() > end) {
                    throw new AssertionError("not shown: " + text + " in " + shown);
                }
                shown.wait(100);
            }
        }
    }

    public String shown() {
        synchronized (shown) {
            return shown.toString();
        }
    }

    @Override
    public ChatId chat() {
        return chat;
    }

    @Override
    public ToolCallId call() {
        return call;
    }

    @Override
    public UserId owner() {
        return owner;
    }

    @Override
    public JsonNode input() {
        return input;
    }

    @Override
    public Shell shell() {
        return shell;
    }

    @Override
    public Cancellation cancellation() {
        return cancellation;
    }

    @Override
    public void output(String text) {
        synchronized (shown) {
            shown.append(text);
            shown.notifyAll();
        }
    }

    @Override
    public synchronized Optional<String> begin(String incarnation) {
        Optional<String> earlier = journal;
        journal = Optional.of(earlier.orElse(incarnation));
        return earlier;
    }
}
