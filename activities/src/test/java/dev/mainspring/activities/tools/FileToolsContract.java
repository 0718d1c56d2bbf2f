package dev.mainspring.activities.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainspring.activities.workspace.Shell;
import dev.mainspring.activities.workspace.ShellScript;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.Json;
import dev.mainspring.conversation.Part;
import dev.mainspring.conversation.ToolState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the file tools promise, whatever carries their scripts. */
abstract class FileToolsContract {

    private static final String ODD = "a b'c\"d\ne$f ü/-x *.txt";

    protected record Saved(String name, String mediaType, byte[] bytes) {}

    protected final List<Saved> saved = new ArrayList<>();
    private final FileStore files =
            (id, chat, owner, name, mediaType, bytes) ->
                    saved.add(new Saved(name, mediaType, bytes));
    private final Tools tools =
            new Tools(
                    List.of(
                            new ReadFileTool(files),
                            new WriteFileTool(),
                            new EditFilesTool(),
                            new SearchFilesTool(),
                            new ListFilesTool(),
                            new AttachFileTool(files)));

    protected abstract Shell shell();

    protected FakeRun call(JsonNode input) {
        return new FakeRun(ChatId.random(), shell(), input.toString());
    }

    protected ToolOutput run(String tool, JsonNode input) {
        return tools.run(FakeRun.SCOPE, tool, call(input));
    }

    protected static ObjectNode input() {
        return Json.MAPPER.createObjectNode();
    }

    protected String sh(String script) {
        return shell().run(ShellScript.of(script, Duration.ofSeconds(20))).out();
    }

    private void file(String path, String content) {
        assertThat(run("write_file", input().put("path", path).put("content", content)).state())
                .isEqualTo(ToolState.FINISHED);
    }

    private String content(String path) {
        return sh("cat " + ShellWords.quote(shell().directory() + "/" + path));
    }

    protected static ObjectNode edit(String path, String old, String fresh) {
        ObjectNode input = input();
        input.putArray("files").add(edits(path, old, fresh));
        return input;
    }

    private static ObjectNode edits(String path, String old, String fresh) {
        ObjectNode file = input().put("path", path);
        file.putArray("edits").addObject().put("old_text", old).put("new_text", fresh);
        return file;
    }

    private static String error(ToolOutput output) {
        assertThat(output.state()).isEqualTo(ToolState.FAILED);
        return output.result().get("error").asString();
    }

    @Test
    void aFileIsWrittenReadEditedFoundAndListedWhateverItsName() {
        JsonNode written =
                run("write_file", input().put("path", ODD).put("content", "one\ntwo ü\nthree"))
                        .result();
        JsonNode read = run("read_file", input().put("path", ODD)).result();
        JsonNode edited = run("edit_files", edit(ODD, "two", "2")).result();
        JsonNode found = run("search_files", input().put("pattern", "2 .")).result();
        JsonNode listed = run("list_files", input().put("glob", "-x*.txt")).result();

        assertThat(written.get("created").asBoolean()).isTrue();
        assertThat(written.get("bytes").asInt()).isEqualTo(16);
        assertThat(read.get("content").asString()).isEqualTo("1\tone\n2\ttwo ü\n3\tthree\n");
        assertThat(read.get("total_lines").asInt()).isEqualTo(3);
        assertThat(read.get("lines_read").asInt()).isEqualTo(3);
        assertThat(read.get("file_size").asInt()).isEqualTo(16);
        assertThat(edited.at("/files/0/diff").asString()).contains("-two ü\n+2 ü\n");
        assertThat(edited.at("/files/0/replacements").asInt()).isEqualTo(1);
        assertThat(content(ODD)).isEqualTo("one\n2 ü\nthree");
        assertThat(found.get("content").asString()).contains(":2:2 ü");
        assertThat(listed.at("/entries/0/name").asString()).isEqualTo(ODD);
        assertThat(listed.at("/entries/0/size").asInt()).isEqualTo(14);
    }

    @Test
    void linesAreReadFromAnOffsetAndLongOnesAreCut() {
        sh("seq 1 5000 > numbers; { head -c 3000 /dev/zero | tr '\\000' y; echo; echo z; } > long");

        JsonNode some =
                run("read_file", input().put("path", "numbers").put("offset", 4999)).result();
        JsonNode all = run("read_file", input().put("path", "numbers")).result();
        JsonNode cut = run("read_file", input().put("path", "long")).result();
        JsonNode none =
                run("read_file", input().put("path", "numbers").put("offset", 9999)).result();

        assertThat(some.get("content").asString()).isEqualTo("4999\t4999\n5000\t5000\n");
        assertThat(all.get("lines_read").asInt()).isEqualTo(2_000);
        assertThat(all.get("total_lines").asInt()).isEqualTo(5_000);
        assertThat(cut.get("content").asString())
                .isEqualTo(
                        "1\t" + "y".repeat(2_000) + " [cut: the line has 3000 characters]\n2\tz\n");
        assertThat(none.get("lines_read").asInt()).isZero();
        assertThat(none.get("note").asString()).contains("only 5000 lines");
    }

    @Test
    void aReadingBeyondTheCapSaysWhereToGoOn() {
        sh("yes 'a line of some forty characters for you' | head -n 2000 > wide");

        ToolOutput output = run("read_file", input().put("path", "wide"));

        int read = output.result().get("lines_read").asInt();
        assertThat(output.truncated()).isTrue();
        assertThat(output.result().toString().length()).isLessThanOrEqualTo(32 * 1024);
        assertThat(read).isBetween(600, 800);
        assertThat(output.result().get("note").asString()).endsWith("offset " + (read + 1));
        assertThat(output.fullOutput()).contains("2000\ta line");
    }

    @Test
    void whatIsNoTextIsToldNotShown() {
        sh("printf 'a\\000b' > binary; mkdir folder; : > empty; printf 'caf\\351\\n' > latin");
        String png =
                "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
        sh("printf %s " + png + " | base64 -d > picture");

        JsonNode binary = run("read_file", input().put("path", "binary")).result();
        ToolOutput image = run("read_file", input().put("path", "picture"));

        assertThat(binary.get("binary").asBoolean()).isTrue();
        assertThat(binary.get("file_size").asInt()).isEqualTo(3);
        assertThat(binary.get("media_type").asString()).isEqualTo("application/octet-stream");
        assertThat(image.images()).singleElement().isInstanceOf(Part.Image.class);
        assertThat(saved.getFirst().bytes()).isEqualTo(Base64.getDecoder().decode(png));
        assertThat(image.result().get("media_type").asString()).isEqualTo("image/png");
        assertThat(run("read_file", input().put("path", "empty")).result().get("total_lines"))
                .hasToString("0");
        assertThat(run("read_file", input().put("path", "latin")).result().get("content"))
                .hasToString("\"1\\tcaf\uFFFD\\n\"");
        assertThat(error(run("read_file", input().put("path", "folder")))).contains("directory");
        assertThat(error(run("read_file", input().put("path", "nowhere"))))
                .contains("nowhere", "no such file");
        assertThat(error(run("read_file", input().put("path", "/dev/null"))))
                .contains("no regular file");
    }

    @Test
    void writingKeepsModeAndLinksAndIsDoneOnce() {
        sh("mkdir d; echo old > d/script; chmod 750 d/script; ln -s d/script link");

        JsonNode written =
                run("write_file", input().put("path", "link").put("content", "new\n")).result();

        assertThat(written.get("created").asBoolean()).isFalse();
        assertThat(content("d/script")).isEqualTo("new\n");
        assertThat(sh("ls -l d/script | cut -c1-10; ls -A d; test -L link && echo link"))
                .isEqualTo("-rwxr-x---\nscript\nlink\n");
        assertThat(run("write_file", input().put("path", "link").put("content", "new\n")).result())
                .hasToString(
                        "{\"ok\":true,\"bytes\":4,\"created\":false,\"note\":\"the file had exactly"
                                + " this content already\"}");
        assertThat(error(run("write_file", input().put("path", "d").put("content", ""))))
                .contains("directory");
        assertThat(error(run("write_file", input().put("path", "link/x").put("content", ""))))
                .contains("folder cannot be made");
    }

    @Test
    void aLargeFileIsWrittenWhole() {
        String large = "0123456789abcde\n".repeat(200_000);

        file("large", large);

        assertThat(sh("wc -c < large").strip()).isEqualTo("3200000");
    }

    @Test
    void editsAreAllDoneOrNone() {
        file("one", "a\nb\nc\n");
        file("two", "x\ny\n");
        ObjectNode input = input();
        input.putArray("files").add(edits("one", "b", "B")).add(edits("two", "zebra", "q"));

        String error = error(run("edit_files", input));

        assertThat(error).contains("nothing was changed", "two", "edit 1 of 1", "not in the file");
        assertThat(content("one")).isEqualTo("a\nb\nc\n");
        assertThat(error(run("edit_files", edit("gone", "a", "b")))).contains("gone", "no such");
    }

    @Test
    void anEditIsTriedAgainWithoutBeingDoneTwice() {
        file("counter", "n = 1\n");
        FakeRun run = call(edit("counter", "n = 1", "n = 1\nn = 1"));

        ToolOutput first = tools.run(FakeRun.SCOPE, "edit_files", run);
        ToolOutput again = tools.run(FakeRun.SCOPE, "edit_files", run.again());

        assertThat(again.result()).isEqualTo(first.result());
        assertThat(content("counter")).isEqualTo("n = 1\nn = 1\n");
    }

    @Test
    void anEditThatDiedBetweenItsRenamesIsCompleted() {
        file("first", "1\n");
        file("second", "2\n");
        ObjectNode input = input();
        input.putArray("files").add(edits("first", "1", "one")).add(edits("second", "2", "two"));
        FakeRun run = call(input);
        tools.run(FakeRun.SCOPE, "edit_files", run);
        sh("cd ~/.mainspring/edits/" + run.call() + " && rm done && echo two > 2.new");
        file("second", "2\n");

        ToolOutput again = tools.run(FakeRun.SCOPE, "edit_files", run.again());

        assertThat(again.state()).isEqualTo(ToolState.FINISHED);
        assertThat(content("first") + content("second")).isEqualTo("one\ntwo\n");
        assertThat(sh("ls -A | grep mainspring-")).isEmpty();
    }

    @Test
    void carriageReturnsModesAndOtherEncodingsStay() {
        sh("printf 'a\\r\\nb\\r\\nc\\r\\n' > dos; chmod 755 dos; printf 'caf\\351 1\\n' > latin1");

        assertThat(run("edit_files", edit("dos", "a\nb\n", "a\nB\nbb\n")).state())
                .isEqualTo(ToolState.FINISHED);
        assertThat(run("edit_files", edit("latin1", "1", "2")).state())
                .isEqualTo(ToolState.FINISHED);

        assertThat(sh("od -c dos | head -2; ls -l dos | cut -c1-10; od -c latin1"))
                .contains("a  \\r  \\n   B  \\r  \\n   b   b  \\r  \\n   c  \\r  \\n")
                .contains("-rwxr-xr-x")
                .contains("c   a   f 351       2");
    }

    @Test
    void searchingTellsPlacesContextAndErrors() {
        sh(
                "git init -q . 2>/dev/null; mkdir -p src/deep; echo ignored/ > .gitignore; mkdir ignored;"
                        + " printf 'x\\nneedle 1\\ny\\n' > src/a.py; echo 'needle 2' > src/deep/b.java;"
                        + " echo 'needle 3' > ignored/c.py; echo 'needle 4' > -dash.txt");

        JsonNode all = run("search_files", input().put("pattern", "needle [0-9]")).result();
        JsonNode some =
                run(
                                "search_files",
                                input().put("pattern", "needle")
                                        .put("glob", "*.py")
                                        .put("context", 1))
                        .result();
        JsonNode under =
                run("search_files", input().put("pattern", "needle").put("path", "src/deep"))
                        .result();
        JsonNode one =
                run("search_files", input().put("pattern", "needle").put("path", "src/a.py"))
                        .result();
        JsonNode few =
                run("search_files", input().put("pattern", "needle").put("max_results", 1))
                        .result();

        assertThat(all.get("content").asString())
                .contains("src/a.py:2:needle 1", "src/deep/b.java:1:needle 2")
                .contains("-dash.txt:1:needle 4")
                .doesNotContain("needle 3");
        assertThat(all.get("matches").asInt()).isEqualTo(3);
        assertThat(some.get("content").asString())
                .isEqualTo("src/a.py-1-x\nsrc/a.py:2:needle 1\nsrc/a.py-3-y\n");
        assertThat(under.get("content").asString()).isEqualTo("src/deep/b.java:1:needle 2\n");
        assertThat(one.get("content").asString()).isEqualTo("src/a.py:2:needle 1\n");
        assertThat(few.get("matches").asInt()).isEqualTo(1);
        assertThat(few.get("truncated").asBoolean()).isTrue();
        assertThat(run("search_files", input().put("pattern", "no such thing")).result())
                .hasToString("{\"matches\":0,\"content\":\"\"}");
        assertThat(error(run("search_files", input().put("pattern", "(")))).contains("failed");
        assertThat(error(run("search_files", input().put("pattern", "x").put("path", "no"))))
                .contains("no such file");
    }

    @Test
    void listingStopsAtItsDepthAndItsMost() {
        sh(
                "mkdir -p p/q/r; echo hi > p/f; ln -s f p/l; mkdir many; cd many; seq 1 1200 | xargs touch");

        JsonNode listed = run("list_files", input().put("path", "p").put("depth", 1)).result();
        ToolOutput many = run("list_files", input().put("path", "many"));

        assertThat(listed.get("entries"))
                .hasToString(
                        "[{\"name\":\"f\",\"kind\":\"file\",\"size\":3},"
                                + "{\"name\":\"l\",\"kind\":\"link\"},"
                                + "{\"name\":\"q\",\"kind\":\"directory\"}]");
        assertThat(many.truncated()).isTrue();
        assertThat(many.result().toString().length()).isLessThanOrEqualTo(32 * 1024);
        assertThat(error(run("list_files", input().put("path", "p/f")))).contains("read_file");
    }

    @Test
    void anAttachedFileIsKept() {
        file("report.csv", "a,b\n");

        JsonNode attached =
                run("attach_file", input().put("path", "report.csv").put("name", "r.csv")).result();
        sh("head -c 11000000 /dev/zero > huge");

        assertThat(attached.get("name").asString()).isEqualTo("r.csv");
        assertThat(saved.getFirst().bytes()).isEqualTo("a,b\n".getBytes());
        assertThat(error(run("attach_file", input().put("path", "huge")))).contains("too large");
    }
}
