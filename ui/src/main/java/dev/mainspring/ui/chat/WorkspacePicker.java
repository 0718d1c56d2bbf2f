package dev.mainspring.ui.chat;

import com.vaadin.flow.component.select.Select;
import dev.mainspring.conversation.TemplateId;
import dev.mainspring.conversation.WorkspaceId;
import dev.mainspring.store.Template;
import dev.mainspring.store.WorkspaceRow;
import dev.mainspring.ui.element.Dom;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Chooses where a new chat works: in a workspace that is there, or in a new one of a template; the
 * agent chooses where nobody does.
 */
final class WorkspacePicker extends Select<WorkspacePicker.Choice> {

    private static final String AUTOMATIC = "Workspace: automatic";

    /** What can be chosen. */
    sealed interface Choice {

        /** A workspace of a template is made when a tool needs it. */
        record Fresh(Template template) implements Choice {}

        /** A workspace that is there already. */
        record There(WorkspaceRow workspace) implements Choice {}
    }

    WorkspacePicker(List<Template> templates, List<WorkspaceRow> there, @Nullable String wanted) {
        List<Choice> fresh = templates.stream().<Choice>map(Choice.Fresh::new).toList();
        List<Choice> known = there.stream().<Choice>map(Choice.There::new).toList();
        setItems(Stream.concat(fresh.stream(), known.stream()).toList());
        setItemLabelGenerator(WorkspacePicker::words);
        setEmptySelectionAllowed(true);
        setEmptySelectionCaption(AUTOMATIC);
        setPlaceholder(AUTOMATIC);
        addClassName("picker");
        setOverlayWidth("300px");
        setAriaLabel("Workspace");
        Dom.testId(this, "workspace-picker");
        fresh.stream()
                .filter(it ->
                        it instanceof Choice.Fresh choice
                                && choice.template().id().value().equals(wanted))
                .findFirst()
                .ifPresent(this::setValue);
    }

    private static String words(@Nullable Choice choice) {
        return switch (choice) {
            case null -> AUTOMATIC;
            case Choice.Fresh fresh -> "New: " + fresh.template().name();
            case Choice.There there ->
                    there.workspace().name() + " · " + there.workspace().state().wire();
        };
    }

    Optional<TemplateId> template() {
        return getValue() instanceof Choice.Fresh fresh
                ? Optional.of(fresh.template().id())
                : Optional.empty();
    }

    Optional<WorkspaceId> workspace() {
        return getValue() instanceof Choice.There there
                ? Optional.of(there.workspace().id())
                : Optional.empty();
    }
}
