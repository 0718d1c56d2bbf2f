package dev.mainspring.ui.chat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.notification.Notification;
import dev.mainspring.chat.ChatView;
import dev.mainspring.chat.NewMessage;
import dev.mainspring.chat.Variants;
import dev.mainspring.conversation.BranchId;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.Message;
import dev.mainspring.conversation.Part;
import dev.mainspring.conversation.UserId;
import dev.mainspring.ui.element.Dom;
import dev.mainspring.ui.transcript.MessageVerbs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Goes on from an earlier message of an open chat. */
final class Branches implements MessageVerbs {

    private static final int TOLD_MS = 2_000;

    private final ChatServices services;
    private final UserId user;
    private final ChatId chat;
    private final Component page;
    private @Nullable List<Variants> variants;

    Branches(ChatServices services, UserId user, ChatId chat, Component page) {
        this.services = services;
        this.user = user;
        this.chat = chat;
        this.page = page;
    }

    /** Where the transcript could have gone on otherwise, as it was when last asked. */
    List<Variants> variants() {
        if (variants == null) {
            variants = services.branches().variants(user, chat);
        }
        return variants;
    }

    /** They are to be asked for anew. */
    void changed() {
        variants = null;
    }

    @Override
    public void copy(int position) {
        message(position)
                .map(Branches::text)
                .ifPresent(text -> {
                    page.getElement().executeJs("window.mainspring.copy($0)", text);
                    Notification.show("Copied", TOLD_MS, Notification.Position.BOTTOM_CENTER);
                });
    }

    @Override
    public void edit(int position) {
        message(position)
                .ifPresent(message ->
                        TextDialog.open(
                                "Edit message",
                                "The agent answers anew from here. What was said since stays on its"
                                        + " own branch.",
                                text(message),
                                "Send",
                                text -> edit(message, text)));
    }

    private void edit(Message message, String text) {
        List<Part> parts = new ArrayList<>(List.of(new Part.Text(text)));
        message.parts().stream().filter(part -> !(part instanceof Part.Text)).forEach(parts::add);
        NewMessage anew = new NewMessage(null, parts, null);
        services.branches().edit(user, chat, message.position(), null, anew);
    }

    @Override
    public void regenerate(int position) {
        services.branches().regenerate(user, chat, position, null, null);
    }

    @Override
    public void fork(int position) {
        ChatView fork = services.forks().fork(user, chat, position, null, null);
        page.getUI()
                .ifPresent(ui -> {
                    ui.navigate("chats/" + fork.id());
                    Dom.testId(
                            Notification.show(
                                    "This is the fork. The original stays as it was.",
                                    2 * TOLD_MS,
                                    Notification.Position.BOTTOM_CENTER),
                            "forked");
                });
    }

    @Override
    public void select(BranchId branch) {
        services.branches().select(user, chat, branch);
    }

    private Optional<Message> message(int position) {
        return services.chats().messagesAfter(user, chat, null, position - 1, 1).items().stream()
                .findFirst();
    }

    private static String text(Message message) {
        return message.parts().stream()
                .filter(Part.Text.class::isInstance)
                .map(part -> ((Part.Text) part).text())
                .collect(Collectors.joining("\n\n"));
    }
}
