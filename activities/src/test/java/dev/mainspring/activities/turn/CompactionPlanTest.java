package dev.mainspring.activities.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainspring.conversation.BranchId;
import dev.mainspring.conversation.Json;
import dev.mainspring.conversation.Message;
import dev.mainspring.conversation.MessageId;
import dev.mainspring.conversation.ModelContext;
import dev.mainspring.conversation.Part;
import dev.mainspring.conversation.Role;
import dev.mainspring.conversation.ToolCallId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompactionPlanTest {

    private static final BranchId BRANCH = BranchId.random();
    private final List<Message> path = new ArrayList<>();

    private void say(Role role, Part... parts) {
        path.add(
                new Message(
                        MessageId.random(),
                        BRANCH,
                        path.size() + 1,
                        role,
                        List.of(parts),
                        null,
                        null,
                        null,
                        null,
                        Instant.EPOCH));
    }

    private void step(int resultChars) {
        ToolCallId id = ToolCallId.random();
        say(
                Role.ASSISTANT,
                new Part.ToolCall(id, "c", "execute", Json.MAPPER.createObjectNode(), null, null));
        say(
                Role.TOOL,
                new Part.ToolResult(id, "c", "execute", "x".repeat(resultChars), false, false));
    }

    @Test
    void theLastStepsStayAndNoResultIsWithoutItsCall() {
        say(Role.USER, new Part.Text("go"));
        for (int i = 0; i < 10; i++) {
            step(4_000);
        }
        CompactionPlan plan = CompactionPlan.of(path, 25_000);
        assertThat(plan.kept()).hasSize(4);
        assertThat(plan.kept().getFirst().role()).isEqualTo(Role.ASSISTANT);
        assertThat(plan.folded()).hasSize(17);
        assertThat(plan.fromPosition(22)).isEqualTo(18);
    }

    @Test
    void aMessageThatAloneIsTooLongIsSummarisedToo() {
        say(Role.USER, new Part.Text("x".repeat(400_000)));
        CompactionPlan plan = CompactionPlan.of(path, 50_000);
        assertThat(plan.isEmpty()).isFalse();
        assertThat(plan.kept()).isEmpty();
        assertThat(plan.fromPosition(2)).isEqualTo(2);
    }

    @Test
    void anEarlierSummaryIsPartOfTheNextOne() {
        say(Role.USER, new Part.Text("go"));
        step(100);
        say(Role.USER, new Part.Compaction("so far", 2));
        List<Message> context = ModelContext.of(path);
        assertThat(context).extracting(Message::position).containsExactly(4, 2, 3);
        CompactionPlan plan = CompactionPlan.of(path, 100_000);
        assertThat(plan.isEmpty()).isTrue();
        assertThat(plan.folded()).containsExactly(path.getLast());
        step(90_000);
        assertThat(CompactionPlan.of(path, 100_000).folded()).hasSize(5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "**\"Mend the build\".** | Mend the build",
                "- Mend the build        | - Mend the build",
            })
    void aTitleIsReadFromWhatModelsPutAroundIt(String answer, String title) {
        assertThat(TitleRequest.read(answer)).contains(title);
    }

    @Test
    void noTitleIsReadFromNothing() {
        assertThat(TitleRequest.read("\n **\n")).isEmpty();
        assertThat(TitleRequest.read("x".repeat(200)).orElseThrow()).hasSize(80);
    }

    private void call(String tool, String input, String output) {
        ToolCallId id = ToolCallId.random();
        say(
                Role.ASSISTANT,
                new Part.ToolCall(id, "c", tool, Json.MAPPER.readTree(input), null, null));
        say(Role.TOOL, new Part.ToolResult(id, "c", tool, output, false, false));
    }

    @Test
    void planAndChecklistAreKeptAsThePersonLeftThem() {
        call(
                "propose_plan",
                "{\"plan\": \"mine\"}",
                "{\"decision\": \"edit\", \"plan\": \"theirs\"}");
        call("update_todos", "{\"items\": [{\"text\": \"a\", \"state\": \"done\"}]}", "{}");
        List<Part> parts = path.stream().flatMap(it -> it.parts().stream()).toList();
        String kept = KeepPlans.of(KeptCalls.in(parts));
        assertThat(kept)
                .isEqualTo(
                        "## The plan (the person's decision: edit)\n\ntheirs"
                                + "\n\n## Checklist\n\n- a: done");
    }

    @Test
    void aRequestForASummaryFitsTheModel() {
        say(Role.USER, new Part.Text("go"));
        for (int i = 0; i < 100; i++) {
            step(30_000);
        }
        String request = SummaryRequest.of(path, 20_000);
        assertThat(ModelContext.tokens(request)).isLessThan(13_000);
        assertThat(request).startsWith("Summarise this conversation.").contains("PERSON:\ngo");
    }
}
