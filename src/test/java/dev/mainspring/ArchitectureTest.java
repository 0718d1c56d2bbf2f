package dev.mainspring;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.temporal.workflow.WorkflowInterface;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The arrows between packages, and what workflow code may use. */
@AnalyzeClasses(packages = "dev.mainspring", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule dependenciesPointOneWay =
            layeredArchitecture()
                    .consideringOnlyDependenciesInLayers()
                    .layer("conversation")
                    .definedBy("dev.mainspring.conversation..")
                    .layer("store")
                    .definedBy("dev.mainspring.store..")
                    .layer("workflows")
                    .definedBy("dev.mainspring.workflows..")
                    .layer("activities")
                    .definedBy("dev.mainspring.activities..")
                    .layer("chat")
                    .definedBy("dev.mainspring.chat..")
                    .layer("security")
                    .definedBy("dev.mainspring.security..")
                    .layer("api")
                    .definedBy("dev.mainspring.api..")
                    .optionalLayer("ui")
                    .definedBy("dev.mainspring.ui..")
                    .layer("config")
                    .definedBy("dev.mainspring.config..")
                    .whereLayer("config")
                    .mayOnlyBeAccessedByLayers("security", "api", "ui")
                    .whereLayer("ui")
                    .mayOnlyBeAccessedByLayers("config", "security")
                    .whereLayer("api")
                    .mayOnlyBeAccessedByLayers("config")
                    .whereLayer("chat")
                    .mayOnlyBeAccessedByLayers("api", "ui", "config", "security")
                    .whereLayer("activities")
                    .mayOnlyBeAccessedByLayers("config")
                    .whereLayer("workflows")
                    .mayOnlyBeAccessedByLayers("activities", "chat", "config")
                    .whereLayer("store")
                    .mayOnlyBeAccessedByLayers(
                            "activities", "chat", "config", "api", "ui", "security");

    @ArchTest
    static final ArchRule workflowsUseNothingThatAReplayCouldSeeChange =
            classes()
                    .that()
                    .resideInAPackage("dev.mainspring.workflows..")
                    .should()
                    .onlyDependOnClassesThat(
                            anyOf(
                                    "dev.mainspring.workflows",
                                    "dev.mainspring.conversation",
                                    "io.temporal.workflow",
                                    "io.temporal.activity",
                                    "io.temporal.common",
                                    "io.temporal.failure",
                                    "io.temporal.api.enums",
                                    "com.fasterxml.jackson.annotation",
                                    "org.jspecify.annotations",
                                    "java.lang",
                                    "java.util",
                                    "java.time"));

    @ArchTest
    static final ArchRule workflowsHaveNoClockRandomThreadOrUnorderedMap =
            noClasses()
                    .that()
                    .resideInAPackage("dev.mainspring.workflows..")
                    .should()
                    .dependOnClassesThat()
                    .haveNameMatching(
                            "java\\.lang\\.Thread|java\\.util\\.(Random|UUID|HashMap|Date|Timer)"
                                    + "|java\\.time\\.(Clock|Instant)|java\\.util\\.concurrent\\..*");

    @ArchTest
    static final ArchRule workflowImplementationsArePublic =
            classes()
                    .that()
                    .areAssignableTo(annotatedInterface())
                    .and()
                    .areNotInterfaces()
                    .should()
                    .bePublic();

    private static DescribedPredicate<JavaClass> annotatedInterface() {
        return DescribedPredicate.describe(
                "a workflow",
                type ->
                        type.getAllRawInterfaces().stream()
                                .anyMatch(it -> it.isAnnotatedWith(WorkflowInterface.class)));
    }

    private static DescribedPredicate<JavaClass> anyOf(String... packages) {
        List<String> allowed = List.of(packages);
        return DescribedPredicate.describe(
                "in " + allowed,
                type ->
                        type.isPrimitive()
                                || type.isArray()
                                || allowed.stream()
                                        .anyMatch(it ->
                                                type.getPackageName().equals(it)
                                                        || type.getPackageName()
                                                                .startsWith(it + ".")));
    }

    /** A stream of rows keeps its connection until it is closed; a collecting one is not. */
    @ArchTest
    static final ArchRule rowsAreListedAndNotStreamed =
            noClasses().should().callMethod(JdbcClient.MappedQuerySpec.class, "stream");
}
