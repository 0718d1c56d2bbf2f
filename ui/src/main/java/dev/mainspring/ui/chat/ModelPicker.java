package dev.mainspring.ui.chat;

import com.vaadin.flow.component.select.Select;
import dev.mainspring.chat.ModelDirectory;
import dev.mainspring.conversation.ModelRef;
import dev.mainspring.ui.element.Dom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Chooses a model. */
final class ModelPicker extends Select<ModelRef> {

    /**
     * A picker that shows a model, on offer or not.
     *
     * @param onChoice hears what the person chooses
     */
    ModelPicker(ModelDirectory models, ModelRef current, Consumer<ModelRef> onChoice) {
        List<ModelDirectory.Entry> offered = models.models();
        Map<ModelRef, String> names =
                offered.stream()
                        .collect(
                                Collectors.toMap(
                                        ModelDirectory.Entry::id,
                                        ModelDirectory.Entry::displayName,
                                        (first, second) -> first));
        List<ModelRef> refs = new ArrayList<>(offered.stream().map(it -> it.id()).toList());
        if (!refs.contains(current)) {
            refs.addFirst(current);
        }
        setItems(refs);
        setItemLabelGenerator(ref -> names.getOrDefault(ref, ref.toString()));
        setValue(current);
        addClassName("picker");
        setOverlayWidth("280px");
        setAriaLabel("Model");
        Dom.testId(this, "model-picker");
        addValueChangeListener(change -> {
            if (change.isFromClient()) {
                onChoice.accept(change.getValue());
            }
        });
    }
}
