package dev.mainspring.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mainspring.conversation.BranchId;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.ChatStatus;
import dev.mainspring.conversation.Delivery;
import dev.mainspring.conversation.Message;
import dev.mainspring.conversation.MessageId;
import dev.mainspring.conversation.Part;
import dev.mainspring.conversation.Role;
import dev.mainspring.conversation.ToolCallId;
import dev.mainspring.testing.ProductTest;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Going on from earlier messages: real Temporal, database and workspace. */
@ProductTest
class BranchesTest {

    @Autowired Conversation talk;
    @Autowired ChatBranches branches;
    @Autowired Forks forks;
    @Autowired ChatControls controls;

    @Test
    void anEditedMessageBeginsABranchAndTheOldOneStays() throws InterruptedException {
        ChatId chat = rested("say one");
        BranchId old = talk.view(chat).branchId();
        answered(chat, "say two", "assistant: You said two.");
        edit(chat, 1, "say uno");
        talk.awaitSaid(chat, "assistant: You said uno.");
        talk.awaitStatus(chat, ChatStatus.IDLE);
        assertThat(talk.said(chat)).containsExactly("user: say uno", "assistant: You said uno.");
        assertThat(Conversation.said(talk.transcript(chat, old)))
                .containsExactly(
                        "user: say one",
                        "assistant: You said one.",
                        "user: say two",
                        "assistant: You said two.");
        branches.select(talk.person(), chat, old);
        answered(chat, "say three", "assistant: You said three.");
        assertThat(talk.said(chat)).contains("user: say two", "user: say three");
        assertThat(branches.list(talk.person(), chat))
                .extracting(BranchView::head, BranchView::current)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(6, true),
                        org.assertj.core.groups.Tuple.tuple(2, false));
    }

    @Test
    void aChatTakenBackWhileItsTurnStillEndsLosesNoResultOfEitherBranch()
            throws InterruptedException {
        ChatId chat = rested("say one");
        BranchId old = talk.view(chat).branchId();
        edit(chat, 1, "run trap '' TERM; while :; do sleep 1; done");
        talk.awaitToolStarted(chat);
        BranchId stopped = talk.view(chat).branchId();
        controls.change(talk.person(), chat, ChatChanges.archivedByForce());
        assertThat(controls.change(talk.person(), chat, ChatChanges.archived(false)).status())
                .isEqualTo(ChatStatus.INTERRUPTING);
        ProblemException tooEarly =
                catchThrowableOfType(
                        ProblemException.class, () -> branches.select(talk.person(), chat, old));
        if (tooEarly != null) {
            assertThat(tooEarly.code()).isEqualTo(ProblemCode.CHAT_BUSY);
        }
        talk.awaitStatus(chat, ChatStatus.IDLE);
        Conversation.assertWhole(talk.transcript(chat, old));
        Conversation.assertWhole(talk.transcript(chat, stopped));
        answered(chat, "say on", "assistant: You said on.");
    }

    @Test
    void anAnswerIsWrittenAnewOnABranchThatSharesTheQuestion() throws InterruptedException {
        ChatId chat = rested("say one");
        BranchId old = talk.view(chat).branchId();
        regenerate(chat, 2);
        Message second = talk.transcript(chat).getLast();
        assertThat(second.position()).isEqualTo(2);
        assertThat(second.branchId()).isNotEqualTo(old);
        assertThat(talk.transcript(chat).getFirst().branchId()).isEqualTo(old);
        regenerate(chat, 1);
        assertThat(branches.list(talk.person(), chat))
                .extracting(BranchView::position)
                .containsExactly(null, 1, 1);
        assertThat(branches.variants(talk.person(), chat))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.position()).isEqualTo(2);
                    assertThat(it.index()).isEqualTo(3);
                    assertThat(it.count()).isEqualTo(3);
                    assertThat(it.previous()).isEqualTo(second.branchId());
                    assertThat(it.next()).isNull();
                });
    }

    @Test
    void anEditOfAChatAtWorkStopsItAndTheModelIsToldWhatRemains() throws InterruptedException {
        ChatId chat = talk.begin("run sleep 600");
        talk.awaitToolStarted(chat);
        BranchId old = talk.view(chat).branchId();
        edit(chat, 1, "say instead");
        talk.awaitEvent(chat, it -> isText(it, "instead"));
        talk.awaitStatus(chat, ChatStatus.IDLE);
        List<Message> now = talk.transcript(chat);
        assertThat(now.get(1).parts().getFirst())
                .isInstanceOfSatisfying(
                        Part.Notice.class,
                        it -> {
                            assertThat(it.code()).isEqualTo(Part.Notice.WORKSPACE_REMAINS);
                            assertThat(it.text()).contains("- execute: sleep 600 (");
                        });
        Conversation.assertWhole(now);
        Conversation.assertWhole(talk.transcript(chat, old));
    }

    @Test
    void anEditSentTwiceIsOne() throws InterruptedException {
        ChatId chat = rested("say one");
        NewMessage again =
                new NewMessage(MessageId.random(), NewMessage.of("say uno").parts(), null);
        Receipt first = branches.edit(talk.person(), chat, 1, null, again);
        talk.awaitSaid(chat, "assistant: You said uno.");
        talk.awaitStatus(chat, ChatStatus.IDLE);
        Receipt second = branches.edit(talk.person(), chat, 1, null, again);
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.state()).isEqualTo("delivered");
        assertThat(branches.list(talk.person(), chat)).hasSize(2);
        refused(
                ProblemCode.ID_CONFLICT,
                () ->
                        branches.edit(
                                talk.person(),
                                chat,
                                1,
                                null,
                                new NewMessage(again.id(), NewMessage.of("say no").parts(), null)));
    }

    @Test
    void aForkReadsWhatWasSaidAndGoesOnByItself() throws InterruptedException {
        ChatId chat = rested("run echo forked");
        ChatId fork = fork(chat, 4);
        assertThat(talk.said(fork)).isEqualTo(talk.said(chat));
        answered(fork, "say on", "assistant: You said on.");
        assertThat(talk.said(chat)).doesNotContain("user: say on");
        assertThat(talk.view(fork).workspaceId()).isEqualTo(talk.view(chat).workspaceId());
        ToolCallId call = ((Part.ToolCall) talk.transcript(chat).get(1).parts().getFirst()).id();
        assertThat(controls.toolOutput(talk.person(), fork, call)).contains("forked");
        assertThat(controls.toolCalls(talk.person(), fork, List.of(call))).hasSize(1);
    }

    @Test
    void aForkBehindACallHasItsResultAndOneInTheMiddleIsWhole() throws InterruptedException {
        ChatId chat = rested("run echo middle");
        ChatId fork = fork(chat, 2);
        List<Message> messages = talk.transcript(fork);
        assertThat(messages).hasSize(3);
        Conversation.assertWhole(messages);
        assertThat(messages.get(2).parts().getFirst().toString()).contains("middle");
        ChatId busy = talk.begin("run sleep 600");
        talk.awaitToolStarted(busy);
        ChatId early = fork(busy, 2);
        talk.assertWhole(early);
        assertThat(((Part.ToolResult) talk.transcript(early).get(2).parts().getFirst()).isError())
                .isTrue();
        assertThat(talk.view(busy).status()).isEqualTo(ChatStatus.RUNNING);
        answered(early, "say free", "assistant: You said free.");
        talk.rest(busy);
    }

    @Test
    void aForkOfAForkOutlivesBothItGrewFrom() throws InterruptedException {
        ChatId first = rested("run echo first");
        answered(first, "say more", "assistant: You said more.");
        ChatId second = fork(first, 4);
        answered(second, "say second", "assistant: You said second.");
        ChatId third = fork(second, 6);
        ChatId aside = fork(first, 5);
        List<String> said = talk.said(third);
        ToolCallId call = ((Part.ToolCall) talk.transcript(first).get(1).parts().getFirst()).id();
        controls.delete(talk.person(), first);
        assertThat(talk.said(third)).isEqualTo(said);
        assertThat(talk.said(aside)).contains("user: say more");
        controls.delete(talk.person(), second);
        assertThat(talk.said(third)).isEqualTo(said);
        assertThat(talk.said(aside)).contains("user: say more");
        assertThat(controls.toolOutput(talk.person(), third, call)).contains("first");
        assertThat(branches.list(talk.person(), third)).hasSize(1);
        answered(third, "say third", "assistant: You said third.");
        controls.delete(talk.person(), third);
        assertThat(talk.said(aside)).contains("user: say more");
        controls.delete(talk.person(), aside);
    }

    @Test
    void whatCannotBeGoneOnFromIsRefused() throws InterruptedException {
        ChatId chat = rested("run echo refuse");
        BranchId here = talk.view(chat).branchId();
        ChatId other = rested("say other");
        BranchId there = talk.view(other).branchId();
        refused(ProblemCode.INVALID_REQUEST, () -> edit(chat, 2, "say no"));
        refused(ProblemCode.INVALID_REQUEST, () -> edit(chat, 3, "say no"));
        refused(ProblemCode.NOT_FOUND, () -> edit(chat, 9, "say no"));
        refused(ProblemCode.INVALID_REQUEST, () -> edit(chat, 1, "   "));
        refused(
                ProblemCode.INVALID_REQUEST,
                () -> branches.regenerate(talk.person(), chat, 3, null, null));
        refused(
                ProblemCode.NOT_FOUND,
                () -> branches.regenerate(talk.person(), chat, 9, null, null));
        refused(
                ProblemCode.NOT_FOUND,
                () -> branches.edit(talk.person(), chat, 1, there, NewMessage.of("say no")));
        refused(ProblemCode.NOT_FOUND, () -> branches.select(talk.person(), chat, there));
        refused(ProblemCode.NOT_FOUND, () -> fork(chat, 5));
        refused(ProblemCode.ID_CONFLICT, () -> forks.fork(talk.person(), chat, 1, null, chat));
        edit(chat, 1, "say new");
        talk.awaitSaid(chat, "assistant: You said new.");
        talk.awaitStatus(chat, ChatStatus.IDLE);
        refused(
                ProblemCode.OTHER_BRANCH,
                () -> branches.edit(talk.person(), chat, 1, here, NewMessage.of("say no")));
        controls.change(talk.person(), chat, ChatChanges.archived(true));
        refused(ProblemCode.CHAT_ARCHIVED, () -> edit(chat, 1, "say no"));
        refused(ProblemCode.CHAT_ARCHIVED, () -> branches.select(talk.person(), chat, here));
        assertThat(forks.fork(talk.person(), chat, 1, null, null).archived()).isFalse();
    }

    @Test
    void aForkIsMadeOnceHoweverOftenItIsAskedFor() throws InterruptedException {
        ChatId chat = rested("say one");
        ChatId id = new ChatId(UUID.randomUUID());
        ChatView first = forks.fork(talk.person(), chat, 2, null, id);
        assertThat(forks.fork(talk.person(), chat, 2, null, id).id()).isEqualTo(first.id());
        refused(ProblemCode.ID_CONFLICT, () -> forks.fork(talk.person(), chat, 1, null, id));
        assertThat(first.title()).endsWith("(fork)");
    }

    @Test
    void anEditOfAForkBeforeItsBeginningIsOnlyTheForks() throws InterruptedException {
        ChatId chat = rested("say one");
        answered(chat, "say two", "assistant: You said two.");
        ChatId fork = fork(chat, 4);
        edit(fork, 3, "say deux");
        talk.awaitSaid(fork, "assistant: You said deux.");
        talk.awaitStatus(fork, ChatStatus.IDLE);
        assertThat(talk.said(fork))
                .containsExactly(
                        "user: say one",
                        "assistant: You said one.",
                        "user: say deux",
                        "assistant: You said deux.");
        assertThat(talk.said(chat)).contains("user: say two");
        assertThat(branches.variants(talk.person(), fork))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.position()).isEqualTo(3);
                    assertThat(it.index() + "/" + it.count()).isEqualTo("2/2");
                });
        BranchId before =
                Objects.requireNonNull(
                        branches.variants(talk.person(), fork).getFirst().previous());
        branches.select(talk.person(), fork, before);
        assertThat(talk.said(fork)).contains("user: say two");
    }

    private ChatId rested(String text) throws InterruptedException {
        ChatId chat = talk.begin(text);
        talk.awaitStatus(chat, ChatStatus.IDLE);
        return chat;
    }

    private void answered(ChatId chat, String text, String answer) throws InterruptedException {
        talk.send(chat, text, Delivery.STEER);
        talk.awaitSaid(chat, answer);
        talk.awaitStatus(chat, ChatStatus.IDLE);
    }

    private void edit(ChatId chat, int position, String text) {
        branches.edit(talk.person(), chat, position, null, NewMessage.of(text));
    }

    private void regenerate(ChatId chat, int position) throws InterruptedException {
        branches.regenerate(talk.person(), chat, position, null, null);
        talk.awaitStatus(chat, ChatStatus.IDLE);
        assertThat(talk.transcript(chat).getLast().role()).isEqualTo(Role.ASSISTANT);
    }

    private ChatId fork(ChatId chat, int position) {
        return forks.fork(talk.person(), chat, position, null, null).id();
    }

    private static boolean isText(dev.mainspring.conversation.ChatEvent event, String words) {
        return event instanceof dev.mainspring.conversation.ChatEvent.MessageCommitted committed
                && committed.message().role() == Role.ASSISTANT
                && committed.message().parts().stream()
                        .anyMatch(part ->
                                part instanceof Part.Text text && text.text().contains(words));
    }

    private static void refused(ProblemCode code, ThrowingCallable what) {
        ProblemException refusal = catchThrowableOfType(ProblemException.class, what);
        assertThat(refusal).as("a refusal").isNotNull();
        assertThat(refusal.code()).isEqualTo(code);
    }
}
