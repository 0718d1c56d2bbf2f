package dev.mainspring.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainspring.conversation.BranchId;
import dev.mainspring.conversation.Message;
import dev.mainspring.conversation.MessageId;
import dev.mainspring.conversation.Part;
import dev.mainspring.conversation.Role;
import dev.mainspring.conversation.UserId;
import dev.mainspring.testing.TestServers;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is read of a conversation that was summarised. */
class TranscriptsTest {

    private final JdbcClient jdbc = JdbcClient.create(TestServers.freshDataSource());
    private final MessageRows messages = new MessageRows(jdbc);
    private final Transcripts transcripts = new Transcripts(messages);
    private final ContextSize size = new ContextSize(messages);
    private final UserId owner = new UserId(UUID.randomUUID());
    private final UUID chat = UUID.randomUUID();
    private final BranchId branch = BranchId.random();
    private int last;

    @BeforeEach
    void makeChat() {
        jdbc.sql(
                        """
                        insert into app_user (id, email, name, role, created_at)
                        values (:id, 'a@example.org', 'A', 'member', :now)
                        """)
                .param("id", owner.value())
                .param("now", Instant.EPOCH.atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql(
                        """
                        insert into chat (id, owner_id, title, status, model, branch_id,
                            request_hash, created_at, updated_at)
                        values (:id, :owner, 'x', 'idle', 'a/b', :branch, '', :now, :now)
                        """)
                .param("id", chat)
                .param("owner", owner.value())
                .param("branch", branch.value())
                .param("now", Instant.EPOCH.atOffset(ZoneOffset.UTC))
                .update();
        branch(branch, null, 0);
    }

    private void branch(BranchId id, BranchId parent, int position) {
        jdbc.sql(
                        """
                        insert into branch (id, chat_id, parent_branch_id, parent_position,
                            created_at)
                        values (:id, :chat, :parent, :position, :now)
                        """)
                .param("id", id.value())
                .param("chat", chat)
                .param("parent", parent == null ? null : parent.value())
                .param("position", parent == null ? null : position)
                .param("now", Instant.EPOCH.atOffset(ZoneOffset.UTC))
                .update();
    }

    private void say(BranchId on, Role role, Part part) {
        last++;
        Message message =
                new Message(
                        MessageId.random(),
                        on,
                        last,
                        role,
                        List.of(part),
                        null,
                        null,
                        null,
                        null,
                        Instant.EPOCH);
        MessageRows.insert(jdbc, message, owner, null);
    }

    /** Whoever reads what came before fails. */
    private void spoilWhatWasFolded(int upto) {
        jdbc.sql(
                        """
                        update message set parts = '[{"type": "unknown"}]'
                        where position <= :upto
                        """)
                .param("upto", upto)
                .update();
    }

    @Test
    void whatASummaryStandsForIsNotReadAgain() {
        for (int i = 1; i <= 6; i++) {
            say(branch, Role.USER, new Part.Text("x".repeat(4_000)));
        }
        say(branch, Role.USER, new Part.Compaction("so far", 6));
        say(branch, Role.ASSISTANT, new Part.Text("on"));
        say(branch, Role.USER, new Part.Text("and on"));
        say(branch, Role.ASSISTANT, new Part.Text("so"));
        say(branch, Role.USER, new Part.Text("yes"));
        spoilWhatWasFolded(5);
        assertThat(transcripts.context(branch))
                .extracting(Message::position)
                .containsExactly(6, 7, 8, 9, 10, 11);
        assertThat(size.tokens(branch)).isBetween(7_000L, 7_100L);
    }

    @Test
    void aSummaryShortensWhatIsKeptInMemory() {
        say(branch, Role.USER, new Part.Text("one"));
        say(branch, Role.ASSISTANT, new Part.Text("two"));
        assertThat(transcripts.context(branch)).hasSize(2);
        say(branch, Role.USER, new Part.Compaction("so far", 2));
        assertThat(transcripts.context(branch)).extracting(Message::position).containsExactly(2, 3);
    }

    @Test
    void aSummaryIsFoundOnTheBranchThisOneGrewFromUnlessItCameLater() {
        say(branch, Role.USER, new Part.Text("one"));
        say(branch, Role.ASSISTANT, new Part.Text("two"));
        say(branch, Role.USER, new Part.Compaction("so far", 2));
        say(branch, Role.USER, new Part.Text("four"));
        BranchId after = BranchId.random();
        BranchId before = BranchId.random();
        branch(after, branch, 3);
        branch(before, branch, 2);
        say(after, Role.USER, new Part.Text("five"));
        assertThat(transcripts.context(after))
                .extracting(Message::position)
                .containsExactly(2, 3, 5);
        assertThat(transcripts.context(before)).extracting(Message::position).containsExactly(1, 2);
    }

    @Test
    void thePersonsLastWordsAreFoundHoweverMuchFollowed() {
        say(branch, Role.USER, new Part.Text("do this"));
        for (int i = 0; i < 100; i++) {
            say(branch, Role.ASSISTANT, new Part.Text("doing"));
        }
        say(branch, Role.USER, new Part.Compaction("so far", 100));
        assertThat(messages.newestWords(branch).orElseThrow().parts())
                .containsExactly(new Part.Text("do this"));
    }
}
