package dev.mainspring.activities.model.scripted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.mainspring.activities.Cancellation;
import dev.mainspring.activities.model.HttpModelClient;
import dev.mainspring.activities.model.ModelCatalog;
import dev.mainspring.activities.model.ModelOutcome;
import dev.mainspring.activities.model.ModelOutcome.Answered;
import dev.mainspring.activities.model.ModelOutcome.Failed;
import dev.mainspring.activities.model.ModelOutcome.Finish;
import dev.mainspring.activities.model.RecordingListener;
import dev.mainspring.activities.model.Talk;
import dev.mainspring.conversation.ErrorKind;
import dev.mainspring.conversation.ModelRef;
import dev.mainspring.conversation.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScriptedProviderTest {

    @TempDir Path folder;

    @Test
    void theDemoWorksThroughItsToolsAndAnswersInMarkdown() {
        Talk talk = new Talk("scripted/demo").user("show me");
        Answered first = answer(talk);
        assertThat(first.finish()).isEqualTo(Finish.TOOL_CALLS);
        assertThat(first.parts())
                .hasExactlyElementsOfTypes(
                        Part.Reasoning.class, Part.Text.class, Part.ToolCall.class);
        assertThat(call(first).name()).isEqualTo("list_files");

        Answered second = answer(talk.assistant(first.parts()).results("{}"));
        assertThat(call(second).input().path("path").stringValue()).isEqualTo("demo/primes.sh");
        Answered third = answer(talk.assistant(second.parts()).results("{}"));
        assertThat(call(third).name()).isEqualTo("execute");
        Answered last = answer(talk.assistant(third.parts()).results("{}"));
        assertThat(last.finish()).isEqualTo(Finish.END);
        assertThat(text(last)).contains("You asked: \"show me\"").contains("| Anthropic |");
    }

    @Test
    void echoRunsAsManyStepsAsAskedFor() {
        Talk talk = new Talk("scripted/echo").user("echo 3");
        for (int step = 1; step <= 3; step++) {
            Answered answer = answer(talk);
            assertThat(call(answer).input().path("command").stringValue())
                    .isEqualTo("echo " + step);
            talk.assistant(answer.parts()).results("{\"output\": \"" + step + "\"}");
        }
        assertThat(text(answer(talk))).isEqualTo("Done: 3 steps.");
    }

    @Test
    void theSameConversationGetsTheSameAnswerAgain() {
        Talk talk = new Talk("scripted/echo").user("echo 5");
        Answered first = answer(talk);
        talk.assistant(first.parts()).results("{}");
        Part.ToolCall once = call(answer(talk));
        Part.ToolCall again = call(answer(talk));
        assertThat(again.providerId()).isEqualTo(once.providerId());
        assertThat(again.input()).isEqualTo(once.input());
    }

    @Test
    void wordsSaidWhileItWorksDoNotDisturb() {
        Talk talk = new Talk("scripted/echo").user("echo 3");
        talk.assistant(answer(talk).parts()).results("{}").user("and hurry");
        assertThat(call(answer(talk)).input().path("command").stringValue()).isEqualTo("echo 2");
    }

    @Test
    void whatTheProductTellsTheModelIsNotTakenForThePersonsWords() {
        Part remains = new Part.Notice(Part.Notice.WORKSPACE_REMAINS, "Files are still there.");
        Talk fork = new Talk("scripted/demo").user("run: echo one");
        fork.assistant(List.of(new Part.Text("Done."))).user(remains).user("run: echo forked");
        assertThat(call(answer(fork)).input().path("command").stringValue())
                .isEqualTo("echo forked");

        Talk edited = new Talk("scripted/demo").user("run: echo new").user(remains);
        assertThat(call(answer(edited)).input().path("command").stringValue())
                .isEqualTo("echo new");

        Talk summarised =
                new Talk("scripted/echo")
                        .user(new Part.Compaction("They asked for echo 9.", 3))
                        .user("echo 2");
        Answered step = answer(summarised);
        summarised.assistant(step.parts()).results("{}").user(remains);
        assertThat(call(answer(summarised)).input().path("command").stringValue())
                .isEqualTo("echo 2");
    }

    @Test
    void aNewMessageAfterTheEndBeginsAnew() {
        Talk talk = new Talk("scripted/echo").user("hi");
        talk.assistant(answer(talk).parts()).results("{}");
        Answered last = answer(talk);
        assertThat(text(last)).isEqualTo("Done.");
        talk.assistant(last.parts()).user("again");
        assertThat(call(answer(talk)).input().path("command").stringValue())
                .isEqualTo("echo hello");
    }

    @Test
    void aStepWithWhenWaitsForItsMessage() throws IOException {
        script(
                "checks",
                """
                steps:
                  - tool_calls: [{name: execute, input: {command: make test}}]
                  - when: 'exit_code":\\s*1'
                    text: It failed.
                    tool_calls: [{name: execute, input: {command: make fix}}]
                  - text: 'It passed: {{result}}'
                """);
        Talk good = new Talk("scripted/checks").user("go");
        good.assistant(answer(good).parts()).results("{\"exit_code\": 0}");
        assertThat(text(answer(good))).isEqualTo("It passed: {\"exit_code\": 0}");

        Talk bad = new Talk("scripted/checks").user("go");
        bad.assistant(answer(bad).parts()).results("{\"exit_code\": 1}");
        assertThat(text(answer(bad))).isEqualTo("It failed.");
    }

    @Test
    void aStepFailsAsOftenAsItSaysAndThenGoesRight() throws IOException {
        script(
                "busy",
                """
                steps:
                  - text: Here I am.
                    fail: {kind: overloaded, retry_after: 2s, times: 2}
                """);
        Talk talk = new Talk("scripted/busy").user("go");
        ScriptedProvider provider = new ScriptedProvider(List.of(folder));
        for (int i = 0; i < 2; i++) {
            Failed failed = (Failed) call(provider, talk, new RecordingListener());
            assertThat(failed.kind()).isEqualTo(ErrorKind.OVERLOADED);
            assertThat(failed.retryAfter()).isEqualTo(Duration.ofSeconds(2));
        }
        assertThat(text((Answered) call(provider, talk, new RecordingListener())))
                .isEqualTo("Here I am.");
    }

    @Test
    void anAnswerBreaksWhereItSays() throws IOException {
        script(
                "cut",
                """
                steps:
                  - text: 'abcdefghijklmnopqrstuvwxyz'
                    fail: {kind: cut, after_chars: 10}
                """);
        Failed failed =
                (Failed)
                        call(
                                new ScriptedProvider(List.of(folder)),
                                new Talk("scripted/cut").user("go"),
                                new RecordingListener());
        assertThat(failed.kind()).isEqualTo(ErrorKind.TIMEOUT);
        assertThat(failed.retryable()).isTrue();
        assertThat(failed.partial()).containsExactly(new Part.Text("abcdefghij"));
    }

    @ParameterizedTest
    @EnumSource
    void everyKindOfFailureCanBePlayed(ErrorKind kind) throws IOException {
        assumeFalse(kind == ErrorKind.WORKSPACE, "no provider fails like this");
        String patience = "silence_limit: 100ms\n";
        String fail = "fail: {kind: " + kind.wire();
        script("before", patience + "steps: [{text: abcdef, " + fail + "}}]");
        script("within", patience + "steps: [{text: abcdef, " + fail + ", after_chars: 3}}]");
        ScriptedProvider provider = new ScriptedProvider(List.of(folder));
        for (String name : List.of("before", "within")) {
            Talk talk = new Talk("scripted/" + name).user("go");
            assertThat(((Failed) call(provider, talk, new RecordingListener())).kind())
                    .isEqualTo(kind);
        }
    }

    @Test
    void silenceEndsAtTheModelsLimit() throws IOException {
        script(
                "mute",
                """
                silence_limit: 100ms
                steps:
                  - text: 'abcdefghijklmnopqrstuvwxyz'
                    fail: {kind: stream_silence, after_chars: 5}
                """);
        Failed failed =
                (Failed)
                        call(
                                new ScriptedProvider(List.of(folder)),
                                new Talk("scripted/mute").user("go"),
                                new RecordingListener());
        assertThat(failed.kind()).isEqualTo(ErrorKind.STREAM_SILENCE);
        assertThat(failed.partial()).containsExactly(new Part.Text("abcde"));
    }

    @Test
    void aSlowAnswerIsInterruptedAtOnce() throws Exception {
        script("slow", "steps: [{text: '%s', chars_per_second: 20}]".formatted("x".repeat(5000)));
        Cancellation cancellation = new Cancellation();
        CompletableFuture<Void> begun = new CompletableFuture<>();
        HttpModelClient client = client(new ScriptedProvider(List.of(folder)));
        CompletableFuture<ModelOutcome> outcome =
                CompletableFuture.supplyAsync(() ->
                        client.call(
                                new Talk("scripted/slow").user("go").request(),
                                _ -> begun.complete(null),
                                cancellation));
        begun.get(5, TimeUnit.SECONDS);
        long before = System.nanoTime();
        cancellation.interrupt();
        assertThat(outcome.get(5, TimeUnit.SECONDS)).isInstanceOf(ModelOutcome.Interrupted.class);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofMillis(500));
    }

    @Test
    void aFileThatIsNotThereIsNoModel() {
        Failed failed =
                (Failed)
                        call(
                                new ScriptedProvider(List.of(folder)),
                                new Talk("scripted/no..such").user("go"),
                                new RecordingListener());
        assertThat(failed.kind()).isEqualTo(ErrorKind.CONFIG);
        assertThat(failed.message())
                .isEqualTo(
                        "model 'scripted/no..such': the provider 'scripted' has no model"
                                + " 'no..such'");
    }

    @Test
    void filesOfTheFoldersAreListedAfterTheShippedOnes() throws IOException {
        script("mine", "{title: My own, steps: [{text: hi}]}");
        Files.createDirectory(folder.resolve("big"));
        Files.writeString(folder.resolve("big/scenario.yaml"), "steps: [{text: hi}]");
        ModelCatalog catalog =
                new ModelCatalog(List.of(new ScriptedProvider(List.of(folder)).config()), null);
        assertThat(catalog.models())
                .extracting(entry -> entry.ref().toString())
                .containsExactly("scripted/demo", "scripted/echo", "scripted/big", "scripted/mine");
        assertThat(catalog.defaultModel()).isEqualTo(ModelRef.of("scripted/demo"));

        assertThat(catalog.find(ModelRef.of("scripted/later"))).isEmpty();
        script("later", "steps: [{text: hi}]");
        assertThat(catalog.find(ModelRef.of("scripted/later"))).isPresent();
    }

    @Test
    void aMistakeInAFileIsNamed() throws IOException {
        script("regex", "steps: [{text: hi, expect: '('}]");
        script("kind", "steps: [{text: hi, fail: {kind: rain}}]");
        Files.writeString(folder.resolve("field.yaml.later"), "steps: [{txt: hi}]");
        ScriptedProvider provider = new ScriptedProvider(List.of(folder));
        HttpModelClient client = client(provider);
        Files.move(folder.resolve("field.yaml.later"), folder.resolve("field.yaml"));
        for (String name : List.of("regex", "kind", "field")) {
            Failed failed =
                    (Failed)
                            client.call(
                                    new Talk("scripted/" + name).user("go").request(),
                                    _ -> {},
                                    new Cancellation());
            assertThat(failed.kind()).isEqualTo(ErrorKind.CONFIG);
            assertThat(failed.message()).contains(name + ": ");
        }
    }

    @Test
    void theScenarioOfTheBenchGoesItsWay() {
        ScriptedProvider bench = new ScriptedProvider(List.of(Path.of("bench/scenarios")));
        Talk talk = new Talk("scripted/markdown-toc").user("Headings share anchors. Mend it.");
        List<String> results =
                List.of(
                        "{\"matches\": [\"markdown/extensions/toc.py:58:def unique\"]}",
                        "{\"content\": \"66 ids.add(id)\"}",
                        "{\"exit_code\": 1, \"output\": \"FAILED (failures=1)\"}",
                        "{\"ok\": true}",
                        "{\"exit_code\": 1, \"output\": \"FAILED (failures=1)\"}",
                        "{\"ok\": true}",
                        "{\"output\": \"Ran 970 tests in 3s\\n\\nOK (skipped=64)\"}",
                        "{\"output\": \"1 file changed\\nabc Make anchors of headings unique\"}");
        for (String result : results) {
            Answered step = (Answered) call(bench, talk, new RecordingListener());
            assertThat(step.finish()).isEqualTo(Finish.TOOL_CALLS);
            talk.assistant(step.parts()).results(result);
        }
        Answered last = (Answered) call(bench, talk, new RecordingListener());
        assertThat(text(last)).contains("All tests pass, and the change is committed.");
    }

    @Test
    void aScriptComplainsOfWhatItDidNotExpect() throws IOException {
        script(
                "strict",
                """
                steps:
                  - tool_calls: [{name: execute, input: {command: make test}}]
                  - {expect: 'OK', text: 'Fine.'}
                """);
        Talk talk = new Talk("scripted/strict").user("go");
        talk.assistant(answer(talk).parts()).results("FAILED");
        assertThat(text(answer(talk))).contains("Expected /OK/").contains("FAILED");
    }

    private void script(String name, String yaml) throws IOException {
        Files.writeString(folder.resolve(name + ".yaml"), yaml);
    }

    private Answered answer(Talk talk) {
        RecordingListener listener = new RecordingListener();
        ModelOutcome outcome = call(new ScriptedProvider(List.of(folder)), talk, listener);
        assertThat(outcome).isInstanceOf(Answered.class);
        return (Answered) outcome;
    }

    private static ModelOutcome call(
            ScriptedProvider provider, Talk talk, RecordingListener listener) {
        return client(provider).call(talk.request(), listener, new Cancellation());
    }

    private static HttpModelClient client(ScriptedProvider provider) {
        return new HttpModelClient(
                new ModelCatalog(List.of(provider.config()), null), List.of(provider));
    }

    private static Part.ToolCall call(Answered answer) {
        return (Part.ToolCall) answer.parts().getLast();
    }

    private static String text(Answered answer) {
        return answer.parts().stream()
                .filter(Part.Text.class::isInstance)
                .map(part -> ((Part.Text) part).text())
                .findFirst()
                .orElseThrow();
    }
}
