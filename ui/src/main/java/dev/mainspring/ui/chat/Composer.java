package dev.mainspring.ui.chat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.dom.DomEvent;
import dev.mainspring.conversation.Delivery;
import dev.mainspring.conversation.Part;
import dev.mainspring.ui.element.Dom;
import dev.mainspring.ui.element.Icon;
import dev.mainspring.ui.element.IconButton;
import java.util.List;

/**
 * Where a person writes. Keys, the draft that survives a reload, and the remembered delivery are
 * the browser's work: mainspring.js.
 */
final class Composer extends Div {

    /** What becomes of what is written here. */
    interface Actions {

        /** Takes a message; it stays in the field when this throws. */
        void send(List<Part> parts, Delivery delivery);

        void stop();
    }

    private static final int MAX_ROWS = 14;

    private final TextArea field = new TextArea();
    private final Select<Delivery> delivery = new Select<>();
    private final Button send = new Button(Icon.ARROW_UP.create());
    private final Button stop = new Button("Stop", Icon.STOP.create());
    private final Attachments attachments = new Attachments();
    private final Actions actions;

    /**
     * An empty composer.
     *
     * @param draftKey under which the browser keeps what is not sent yet
     * @param pickers stand below the text
     */
    Composer(String draftKey, String placeholder, Actions actions, Component... pickers) {
        this.actions = actions;
        addClassName("composer");
        Dom.testId(this, "composer");
        field.setPlaceholder(placeholder);
        field.setAriaLabel("Message");
        field.setMinRows(1);
        field.setMaxRows(MAX_ROWS);
        field.setWidthFull();
        Dom.testId(field, "message");
        add(attachments, field, bar(pickers));
        busy(false);
        getElement()
                .addEventListener("composer-send", this::send)
                .addEventData("event.detail.text")
                .addEventData(Attachments.EVENT_DATA);
        getElement().addEventListener("composer-stop", event -> actions.stop());
        addAttachListener(event -> {
            getElement().executeJs("window.mainspring.composer(this, $0)", draftKey);
            attachments.start(this, draftKey);
        });
    }

    private Div bar(Component... pickers) {
        delivery.setItems(Delivery.values());
        delivery.setItemLabelGenerator(Composer::words);
        delivery.setValue(Delivery.STEER);
        delivery.addClassNames("picker", "delivery");
        delivery.setOverlayWidth("220px");
        delivery.setAriaLabel("What sending does while the agent works");
        Dom.testId(delivery, "delivery");
        delivery.addValueChangeListener(change -> {
            label();
            if (change.isFromClient()) {
                getElement().executeJs("window.mainspring.delivery($0)", change.getValue().wire());
            }
        });
        delivery.addAttachListener(event ->
                getElement()
                        .executeJs("return window.mainspring.delivery()")
                        .then(String.class, wire -> delivery.setValue(Delivery.of(wire))));
        send.addThemeVariants(ButtonVariant.AURA_PRIMARY);
        send.addClassName("send");
        Dom.testId(send, "send");
        stop.addClassName("stop");
        stop.addClickListener(click -> actions.stop());
        stop.setTooltipText("Stop the agent (Esc)");
        Dom.testId(stop, "stop");
        Div left = Dom.div("composer-pickers", Attachments.button());
        left.add(pickers);
        left.add(options());
        Div right = Dom.div("composer-actions", stop, Dom.div("send-pair", send, delivery));
        return Dom.div("composer-bar", left, right);
    }

    /** On a phone the pickers make room for the text while the agent works: styles.css. */
    private IconButton options() {
        IconButton[] options = new IconButton[1];
        options[0] =
                new IconButton(
                        Icon.MORE,
                        "Model and other choices",
                        "composer-options",
                        () -> {
                            boolean open = !hasClassName("open");
                            setClassName("open", open);
                            options[0]
                                    .getElement()
                                    .setAttribute("aria-expanded", String.valueOf(open));
                        });
        options[0].addClassName("composer-options");
        options[0].getElement().setAttribute("aria-expanded", "false");
        return options[0];
    }

    private static String words(Delivery delivery) {
        return switch (delivery) {
            case STEER -> "Steer: at the next step";
            case QUEUE -> "Queue: after this turn";
            case INTERRUPT -> "Interrupt: now";
        };
    }

    /** Shows what sending does now, and whether there is something to stop. */
    void busy(boolean busy) {
        getElement().setAttribute("data-busy", busy);
        delivery.setVisible(busy);
        stop.setVisible(busy);
        label();
    }

    private void label() {
        boolean busy = stop.isVisible();
        String words =
                busy
                        ? switch (delivery.getValue()) {
                            case STEER -> "Steer";
                            case QUEUE -> "Queue";
                            case INTERRUPT -> "Interrupt";
                        }
                        : "";
        send.setText(words);
        Dom.label(send, busy ? words : "Send");
    }

    private void send(DomEvent event) {
        String text = event.getEventData().path("event.detail.text").asString("");
        List<Part> parts = Attachments.parts(text, event);
        if (parts.isEmpty()) {
            return;
        }
        getElement().executeJs("this.sending = null");
        actions.send(parts, delivery.getValue());
        getElement().executeJs("window.mainspring.sent(this, $0)", text);
    }

    void write(String text) {
        getElement().executeJs("window.mainspring.write(this, $0)", text);
    }

    void focusField() {
        field.focus();
    }
}
