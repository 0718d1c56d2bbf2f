package dev.mainspring.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mainspring.conversation.ApprovalAction;
import dev.mainspring.conversation.ApprovalRule;
import dev.mainspring.conversation.ChatEvent;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.ChatStatus;
import dev.mainspring.conversation.Delivery;
import dev.mainspring.conversation.MessageId;
import dev.mainspring.conversation.Part;
import dev.mainspring.conversation.StopReason;
import dev.mainspring.store.ChatOptions;
import dev.mainspring.testing.ProductTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** Holds the table "What each verb does in each status" of ARCHITECTURE.md, cell by cell. */
@ProductTest
class StatusTableTest {

    @Autowired Conversation talk;
    @Autowired ChatControls controls;
    @Autowired ChatQueue queue;
    @Autowired ChatBranches branches;
    @Autowired Forks forks;
    @Autowired ChatContexts contexts;

    private static final ChatOptions ASKING =
            ChatOptions.DEFAULT.withApprovalPolicy(
                    List.of(new ApprovalRule("execute", null, ApprovalAction.ASK)));

    /** A row of the table: the verb, then a cell for each status in the order of the header. */
    private record Row(List<String> statuses, String verb, List<String> cells) {}

    @TestFactory
    Stream<DynamicTest> everyCellIsTrue() throws Exception {
        List<Row> rows = table();
        assertThat(rows).hasSizeGreaterThan(5);
        return rows.stream()
                .flatMap(row ->
                        Stream.iterate(0, i -> i < row.statuses().size(), i -> i + 1)
                                .map(i -> cell(row, i)));
    }

    private DynamicTest cell(Row row, int column) {
        String status = row.statuses().get(column);
        String outcome = row.cells().get(column);
        return DynamicTest.dynamicTest(
                row.verb() + " while " + status + ": " + outcome,
                () -> {
                    ChatId chat = bringTo(row.verb(), ChatStatus.of(status));
                    ProblemException refusal =
                            catchThrowableOfType(
                                    ProblemException.class, () -> apply(row.verb(), chat));
                    check(chat, row.verb(), outcome, refusal);
                    talk.rest(chat);
                });
    }

    /** Brings a chat there that has what the verb needs. */
    private ChatId bringTo(String verb, ChatStatus status) throws InterruptedException {
        return switch (verb) {
            case "change waiting", "promote", "take back", "resume" -> bringWithMessage(status);
            case "select branch" -> bringWithBranch(status);
            case "compact (a long chat)" -> bringWithLength(status);
            default -> bringTo(status);
        };
    }

    private ChatId bringWithMessage(ChatStatus status) throws InterruptedException {
        ChatId chat =
                switch (status) {
                    case RETRYING, AWAITING_APPROVAL, AWAITING_ANSWER -> bringTo(status);
                    case ERROR -> talk.begin("fail after sleep 2");
                    default -> bringTo(ChatStatus.RUNNING);
                };
        if (status == ChatStatus.ERROR) {
            talk.awaitToolStarted(chat);
        }
        talk.send(chat, "say more", Delivery.QUEUE);
        if (status == ChatStatus.IDLE || status == ChatStatus.ARCHIVED) {
            talk.stop(chat);
            talk.awaitStatus(chat, ChatStatus.IDLE);
        }
        if (status == ChatStatus.ARCHIVED) {
            controls.change(talk.person(), chat, ChatChanges.archived(true));
        }
        talk.awaitStatus(chat, status);
        return chat;
    }

    private ChatId bringWithBranch(ChatStatus status) throws InterruptedException {
        ChatId chat =
                status == ChatStatus.AWAITING_APPROVAL
                        ? talk.begin("hello", ASKING)
                        : talk.begin("hello");
        talk.awaitStatus(chat, ChatStatus.IDLE);
        edit(chat);
        talk.awaitSaid(chat, "assistant: You said more.");
        talk.awaitStatus(chat, ChatStatus.IDLE);
        return goOn(chat, status);
    }

    private ChatId bringWithLength(ChatStatus status) throws InterruptedException {
        String hello = Conversation.lengthy("say hello");
        ChatId chat =
                status == ChatStatus.AWAITING_APPROVAL
                        ? talk.begin(hello, ASKING)
                        : talk.begin(hello);
        talk.awaitStatus(chat, ChatStatus.IDLE);
        return goOn(chat, status);
    }

    private ChatId goOn(ChatId chat, ChatStatus status) throws InterruptedException {
        switch (status) {
            case RUNNING -> {
                talk.send(chat, "run sleep 600", Delivery.STEER);
                talk.awaitToolStarted(chat);
            }
            case AWAITING_APPROVAL -> talk.send(chat, "run touch asked", Delivery.STEER);
            case AWAITING_ANSWER -> talk.send(chat, "ask", Delivery.STEER);
            case RETRYING -> talk.send(chat, "overloaded", Delivery.STEER);
            case ERROR -> talk.send(chat, "wrong key", Delivery.STEER);
            case ARCHIVED -> controls.change(talk.person(), chat, ChatChanges.archived(true));
            default -> {}
        }
        talk.awaitStatus(chat, status);
        return chat;
    }

    private void edit(ChatId chat) {
        branches.edit(talk.person(), chat, 1, null, NewMessage.of("say more"));
    }

    private ChatId bringTo(ChatStatus status) throws InterruptedException {
        ChatId chat =
                switch (status) {
                    case IDLE, ARCHIVED -> talk.begin("hello");
                    case RUNNING -> talk.begin("run sleep 600");
                    case RETRYING -> talk.begin("overloaded");
                    case ERROR -> talk.begin("wrong key");
                    case AWAITING_APPROVAL -> talk.begin("run touch asked", ASKING);
                    case AWAITING_ANSWER -> talk.begin("ask");
                    default -> throw new IllegalArgumentException("no way to " + status);
                };
        switch (status) {
            case RUNNING -> talk.awaitToolStarted(chat);
            case ARCHIVED -> {
                talk.awaitStatus(chat, ChatStatus.IDLE);
                controls.change(talk.person(), chat, ChatChanges.archived(true));
            }
            default -> talk.awaitStatus(chat, status);
        }
        return chat;
    }

    private void apply(String verb, ChatId chat) {
        switch (verb) {
            case "send `steer`" -> talk.send(chat, "say more", Delivery.STEER);
            case "send `queue`" -> talk.send(chat, "say more", Delivery.QUEUE);
            case "send `interrupt`" -> talk.send(chat, "say more", Delivery.INTERRUPT);
            case "stop" -> talk.stop(chat);
            case "retry" -> talk.retry(chat);
            case "compact (a long chat)" -> contexts.compact(talk.person(), chat);
            case "archive" -> controls.change(talk.person(), chat, ChatChanges.archived(true));
            case "un-archive" -> controls.change(talk.person(), chat, ChatChanges.archived(false));
            case "delete" -> controls.delete(talk.person(), chat);
            case "edit" -> edit(chat);
            case "regenerate" -> branches.regenerate(talk.person(), chat, 1, null, null);
            case "fork" ->
                    assertThat(forks.fork(talk.person(), chat, 1, null, null).status())
                            .isEqualTo(ChatStatus.IDLE);
            case "select branch" ->
                    branches.select(
                            talk.person(),
                            chat,
                            branches.list(talk.person(), chat).getFirst().id());
            case "change waiting" ->
                    queue.change(talk.person(), chat, waiting(chat), "say less", null);
            case "promote" -> queue.promote(talk.person(), chat, waiting(chat));
            case "take back" -> queue.takeBack(talk.person(), chat, waiting(chat));
            case "resume" -> queue.resume(talk.person(), chat);
            default -> throw new IllegalArgumentException("no verb " + verb);
        }
    }

    private MessageId waiting(ChatId chat) {
        return queue.list(talk.person(), chat).getFirst().id();
    }

    private void check(ChatId chat, String verb, String outcome, ProblemException refusal)
            throws InterruptedException {
        if (outcome.startsWith("refused: ")) {
            String code = outcome.substring("refused: ".length()).replace("`", "");
            assertThat(refusal).as("a refusal").isNotNull();
            assertThat(refusal.code().wire()).isEqualTo(code);
            return;
        }
        assertThat(refusal).as("no refusal").isNull();
        switch (outcome) {
            case "new turn" -> {
                talk.awaitSaid(chat, "assistant: You said more.");
                assertThat(talk.awaitStatus(chat, ChatStatus.IDLE).stopReason())
                        .isEqualTo(StopReason.END_TURN);
            }
            case "waits" -> {
                assertThat(queue.list(talk.person(), chat)).hasSize(1);
                assertThat(talk.view(chat).busy()).isTrue();
            }
            case "answers, goes on" -> {
                talk.awaitSaid(chat, "assistant: You said more.");
                talk.awaitStatus(chat, ChatStatus.IDLE);
                assertThat(talk.view(chat).stopReason()).isEqualTo(StopReason.END_TURN);
            }
            case "stops the step, then new turn" -> {
                talk.awaitSaid(chat, "assistant: You said more.");
                talk.awaitStatus(chat, ChatStatus.IDLE);
            }
            case "new branch", "stops the step, then new branch" -> {
                talk.awaitEvent(chat, ChatEvent.BranchSelected.class::isInstance);
                assertThat(branches.list(talk.person(), chat)).hasSize(2);
                talk.rest(chat);
                talk.assertWhole(chat);
            }
            case "new chat" -> assertThat(branches.list(talk.person(), chat)).hasSize(1);
            case "selected" -> {
                assertThat(talk.said(chat)).first().isEqualTo("user: hello");
                assertThat(talk.view(chat).status()).isEqualTo(ChatStatus.IDLE);
            }
            case "changed" ->
                    assertThat(queue.list(talk.person(), chat).getFirst().parts())
                            .containsExactly(new Part.Text("say less"));
            case "taken back" -> assertThat(queue.list(talk.person(), chat)).isEmpty();
            case "turn ends, idle" ->
                    assertThat(talk.awaitStatus(chat, ChatStatus.IDLE).stopReason())
                            .isEqualTo(StopReason.INTERRUPTED);
            case "tries at once" -> talk.awaitAttempt(chat, 2);
            case "takes the turn up" -> talk.awaitErrors(chat, 2);
            case "summary, idle" -> {
                talk.awaitSummary(chat);
                talk.awaitStatus(chat, ChatStatus.IDLE);
            }
            case "summary, then takes the turn up" -> {
                talk.awaitSummary(chat);
                talk.awaitEvent(chat, ChatEvent.StepRestarted.class::isInstance);
            }
            case "at the next step", "at the next attempt" ->
                    assertThat(talk.view(chat).busy()).isTrue();
            case "archived" -> assertThat(talk.view(chat).status()).isEqualTo(ChatStatus.ARCHIVED);
            case "idle" -> assertThat(talk.view(chat).status()).isEqualTo(ChatStatus.IDLE);
            case "gone" ->
                    assertThat(
                                    Objects.requireNonNull(
                                                    catchThrowableOfType(
                                                            ProblemException.class,
                                                            () -> talk.view(chat)))
                                            .code())
                            .isEqualTo(ProblemCode.NOT_FOUND);
            case "no change" -> assertThat(talk.view(chat).archived()).isFalse();
            case "nothing" -> assertThat(talk.view(chat).status()).isNotEqualTo(ChatStatus.RUNNING);
            default -> throw new IllegalArgumentException(verb + ": no check of '" + outcome + "'");
        }
    }

    private static List<Row> table() throws Exception {
        List<String> lines =
                Files.readAllLines(Path.of("ARCHITECTURE.md")).stream()
                        .dropWhile(line -> !line.startsWith("| verb |"))
                        .takeWhile(line -> line.startsWith("|"))
                        .toList();
        List<String> statuses = cells(lines.getFirst());
        return lines.stream()
                .skip(2)
                .map(StatusTableTest::cells)
                .map(cells ->
                        new Row(
                                statuses.subList(1, statuses.size()),
                                cells.getFirst(),
                                cells.subList(1, cells.size())))
                .toList();
    }

    private static List<String> cells(String line) {
        return Stream.of(line.substring(1, line.length() - 1).split("\\|"))
                .map(String::strip)
                .toList();
    }
}
