package dev.mainspring.ui.error;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.notification.NotificationVariant;
import com.vaadin.flow.server.CustomizedSystemMessages;
import com.vaadin.flow.server.ErrorEvent;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.SystemMessages;
import com.vaadin.flow.server.VaadinServiceInitListener;
import dev.mainspring.chat.ProblemException;
import dev.mainspring.ui.element.Dom;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** The one place where a view's failure is caught: it is told, and logged if it is ours. */
@Component
class ErrorHandling implements VaadinServiceInitListener {

    private static final Logger log = LoggerFactory.getLogger(ErrorHandling.class);

    private static final int SHOWN_MS = 8_000;

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.getSource().setSystemMessagesProvider(request -> reloadWhenExpired());
        event.getSource()
                .addSessionInitListener(
                        session -> session.getSession().setErrorHandler(ErrorHandling::handle));
    }

    /** A page whose session is gone, as after a restart, loads itself anew and goes on. */
    private static SystemMessages reloadWhenExpired() {
        CustomizedSystemMessages messages = new CustomizedSystemMessages();
        messages.setSessionExpiredNotificationEnabled(false);
        return messages;
    }

    private static void handle(ErrorEvent event) {
        Throwable failure = event.getThrowable();
        String words = words(failure);
        Optional<UI> ui = Optional.ofNullable(UI.getCurrent());
        ui.ifPresent(it -> it.access(() -> tell(words)));
    }

    private static String words(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException problem) {
                return problem.code().title() + ": " + problem.detail();
            }
            if (cause instanceof DataAccessException || cause instanceof TransactionException) {
                log.warn("a view could not reach the database: {}", cause.getMessage());
                return "The database cannot be reached just now. Nothing was changed; try again in"
                        + " a moment.";
            }
        }
        String reference = UUID.randomUUID().toString().substring(0, 8);
        log.error("a view failed, reference {}", reference, failure);
        return "Something went wrong on our side. Reload the page and try again; if it stays, give"
                + " your administrator the reference "
                + reference
                + ".";
    }

    private static void tell(String words) {
        Notification notification = new Notification(words, SHOWN_MS);
        notification.setPosition(Notification.Position.TOP_CENTER);
        notification.addThemeVariants(NotificationVariant.ERROR);
        notification.setAssertive(true);
        Dom.testId(notification, "error-notification").open();
    }
}
