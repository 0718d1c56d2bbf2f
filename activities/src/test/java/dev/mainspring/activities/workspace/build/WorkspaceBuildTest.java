package dev.mainspring.activities.workspace.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.mainspring.activities.Cancellation;
import dev.mainspring.activities.workspace.Shell;
import dev.mainspring.activities.workspace.ShellScript;
import dev.mainspring.conversation.TemplateId;
import dev.mainspring.conversation.UserId;
import dev.mainspring.conversation.WorkspaceId;
import dev.mainspring.conversation.WorkspaceState;
import dev.mainspring.conversation.WorkspaceVerb;
import dev.mainspring.store.OrderRefusedException;
import dev.mainspring.store.TemplateRights;
import dev.mainspring.store.WorkspaceLogLine;
import dev.mainspring.store.WorkspaceOrders;
import dev.mainspring.store.WorkspaceRow;
import dev.mainspring.store.Workspaces;
import dev.mainspring.testing.ProductTest;
import dev.mainspring.workflows.WorkspaceWorkflow;
import io.temporal.client.WorkflowClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ProductTest
class WorkspaceBuildTest {

    private static final TemplateId LOCAL = new TemplateId("local");

    @Autowired private WorkspaceOrders orders;
    @Autowired private Workspaces workspaces;
    @Autowired private TemplateRights templates;
    @Autowired private ChatWorkspaces chats;
    @Autowired private Connections connections;
    @Autowired private JdbcClient jdbc;
    @Autowired private WorkflowClient client;

    private UserId owner;

    @BeforeEach
    void admin() {
        await().until(
                        () ->
                                jdbc.sql("select count(*) from app_user where role = 'admin'")
                                        .query(Integer.class)
                                        .single(),
                        count -> count >= 1);
        owner =
                new UserId(
                        jdbc.sql("select id from app_user order by created_at limit 1")
                                .query(UUID.class)
                                .single());
    }

    private WorkspaceRow create() {
        return orders.create(owner, new WorkspaceOrders.Order(LOCAL, null, Map.of()));
    }

    private WorkspaceRow settled(WorkspaceRow row) {
        return await().atMost(Duration.ofSeconds(30))
                .until(() -> workspaces.find(row.id()).orElseThrow(), now -> !now.moving());
    }

    private static String run(Shell shell, String script) {
        return shell.run(ShellScript.of(script, Duration.ofSeconds(20))).out();
    }

    @Test
    void aWorkspaceIsBuiltStoppedStartedAndDeleted() {
        WorkspaceRow ready = settled(create());
        assertThat(ready.error()).isNull();
        assertThat(ready.state()).isEqualTo(WorkspaceState.READY);
        Shell shell = connections.shell(ready);
        assertThat(run(shell, "echo kept > file; pwd")).isEqualTo("/home/agent/workspace\n");

        orders.request(owner, ready.id(), WorkspaceVerb.STOP);
        WorkspaceRow stopped = settled(ready);
        assertThat(stopped.state()).isEqualTo(WorkspaceState.STOPPED);
        orders.request(owner, ready.id(), WorkspaceVerb.START);
        WorkspaceRow again = settled(ready);
        assertThat(run(connections.shell(again), "cat file")).isEqualTo("kept\n");
        orders.request(owner, ready.id(), WorkspaceVerb.DELETE);
        assertThat(settled(ready).state()).isEqualTo(WorkspaceState.DELETED);

        assertThat(orders.list(owner)).extracting(WorkspaceRow::id).doesNotContain(ready.id());
        assertThat(orders.logs(owner, ready.id(), 0, 100))
                .extracting(WorkspaceLogLine::phase)
                .contains("provision");
    }

    @Test
    void aWishForWhatIsSoAlreadyBuildsNothing() {
        WorkspaceRow ready = settled(create());

        orders.request(owner, ready.id(), WorkspaceVerb.START);

        assertThat(settled(ready).build()).isEqualTo(ready.build());
    }

    @Test
    void aWaitForAStoppedWorkspaceStartsItAndHearsItsLog() {
        WorkspaceRow ready = settled(create());
        orders.request(owner, ready.id(), WorkspaceVerb.STOP);
        WorkspaceRow stopped = settled(ready);
        List<String> heard = new ArrayList<>();

        WorkspaceRow again = chats.ready(stopped, heard::add, new Cancellation());

        assertThat(again.state()).isEqualTo(WorkspaceState.READY);
        assertThat(heard).anySatisfy(line -> assertThat(line).contains("Sandbox running"));
    }

    @Test
    void aBuildWhoseTemplateIsGoneSaysSo() {
        WorkspaceRow failed = settled(withoutTemplate());

        assertThat(failed.state()).isEqualTo(WorkspaceState.ERROR);
        assertThat(failed.error()).isEqualTo("the template 'gone' is not there any more");
    }

    private WorkspaceRow withoutTemplate() {
        WorkspaceId id = WorkspaceId.random();
        jdbc.sql(
                        """
                        insert into workspace (id, owner_id, template_id, name, state, created_at,
                            updated_at, last_used_at)
                        values (:id, :owner, 'gone', 'old', 'pending', now(), now(), now())
                        """)
                .param("id", id.value())
                .param("owner", owner.value())
                .update();
        return orders.request(owner, id, WorkspaceVerb.START).orElseThrow();
    }

    /** Writes what WorkspaceReplayTest replays. */
    @Test
    @EnabledIfSystemProperty(named = "mainspring.record-histories", matches = ".+")
    void historiesAreRecorded() throws IOException {
        WorkspaceRow row = settled(create());
        record("start", row);
        orders.request(owner, row.id(), WorkspaceVerb.STOP);
        settled(row);
        record("stop", row);
        orders.request(owner, row.id(), WorkspaceVerb.DELETE);
        settled(row);
        record("delete", row);
        record("error", settled(withoutTemplate()));
    }

    private void record(String name, WorkspaceRow row) throws IOException {
        String id = WorkspaceWorkflow.ID_PREFIX + row.id();
        client.newUntypedWorkflowStub(id).getResult(Void.class);
        Path folder = Path.of(System.getProperty("mainspring.record-histories"));
        Files.writeString(
                Files.createDirectories(folder).resolve("workspace-" + name + ".json"),
                client.fetchHistory(id).toJson(true));
    }

    @Test
    void nobodyElseReachesAWorkspace() {
        WorkspaceRow row = create();
        UserId stranger = UserId.random();

        assertThat(orders.find(stranger, row.id())).isEmpty();
        assertThat(orders.request(stranger, row.id(), WorkspaceVerb.DELETE)).isEmpty();
        assertThat(orders.logs(stranger, row.id(), 0, 100)).isEmpty();
        assertThat(settled(row).state()).isEqualTo(WorkspaceState.READY);
    }

    @Test
    void whatTheTemplateDoesNotAllowIsRefused() {
        assertThat(templates.usable(UserId.random())).isEmpty();
        OrderRefusedException stranger =
                catchThrowableOfType(
                        OrderRefusedException.class,
                        () ->
                                orders.create(
                                        UserId.random(),
                                        new WorkspaceOrders.Order(LOCAL, null, Map.of())));
        assertThat(stranger).hasMessageContaining("no template 'local' that you may use");
        OrderRefusedException parameter =
                catchThrowableOfType(
                        OrderRefusedException.class,
                        () ->
                                orders.create(
                                        owner,
                                        new WorkspaceOrders.Order(
                                                LOCAL, null, Map.of("size", "9"))));
        assertThat(parameter).hasMessageContaining("no parameter 'size'");
    }
}
