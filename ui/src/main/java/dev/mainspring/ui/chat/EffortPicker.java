package dev.mainspring.ui.chat;

import com.vaadin.flow.component.select.Select;
import dev.mainspring.conversation.ReasoningEffort;
import dev.mainspring.ui.element.Dom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Chooses how long the model thinks. */
final class EffortPicker extends Select<ReasoningEffort> {

    /**
     * A picker.
     *
     * @param current absent: the provider decides
     * @param onChoice hears what the person chooses; null: the provider decides
     */
    EffortPicker(@Nullable ReasoningEffort current, Consumer<@Nullable ReasoningEffort> onChoice) {
        setItems(ReasoningEffort.values());
        setItemLabelGenerator(EffortPicker::words);
        setEmptySelectionAllowed(true);
        setEmptySelectionCaption(words(null));
        addClassNames("picker", "effort");
        setOverlayWidth("180px");
        setAriaLabel("Reasoning effort");
        Dom.testId(this, "effort-picker");
        if (current != null) {
            setValue(current);
        }
        addValueChangeListener(change -> {
            if (change.isFromClient()) {
                onChoice.accept(change.getValue());
            }
        });
    }

    private static String words(@Nullable ReasoningEffort effort) {
        return switch (effort) {
            case null -> "Effort: auto";
            case MINIMAL -> "Effort: minimal";
            case LOW -> "Effort: low";
            case MEDIUM -> "Effort: medium";
            case HIGH -> "Effort: high";
        };
    }
}
