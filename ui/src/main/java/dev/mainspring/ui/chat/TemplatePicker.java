package dev.mainspring.ui.chat;

import com.vaadin.flow.component.select.Select;
import dev.mainspring.conversation.TemplateId;
import dev.mainspring.store.Template;
import dev.mainspring.ui.element.Dom;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Chooses what a new chat's workspace is made from; the agent chooses where nobody does. */
final class TemplatePicker extends Select<Template> {

    TemplatePicker(List<Template> offered, @Nullable String wanted) {
        setItems(offered);
        setItemLabelGenerator(
                template -> template == null ? "Workspace: automatic" : template.name());
        setEmptySelectionAllowed(true);
        setEmptySelectionCaption("Workspace: automatic");
        setPlaceholder("Workspace: automatic");
        addClassName("picker");
        setOverlayWidth("240px");
        setAriaLabel("Workspace template");
        Dom.testId(this, "template-picker");
        offered.stream()
                .filter(it -> it.id().value().equals(wanted))
                .findFirst()
                .ifPresent(this::setValue);
    }

    Optional<TemplateId> chosen() {
        return Optional.ofNullable(getValue()).map(Template::id);
    }
}
