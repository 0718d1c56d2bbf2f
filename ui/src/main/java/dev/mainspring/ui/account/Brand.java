package dev.mainspring.ui.account;

import com.vaadin.flow.component.html.Image;

/** The product's mark. */
final class Brand {

    private Brand() {}

    static Image mark() {
        Image mark = new Image("assets/mainspring.svg", "");
        mark.addClassName("brand-mark");
        return mark;
    }
}
