package dev.mainspring.chat;

import dev.mainspring.conversation.Usage;
import dev.mainspring.conversation.UserId;
import dev.mainspring.store.ChatFilter;
import dev.mainspring.store.ChatSearch;
import dev.mainspring.store.ChatSearch.Found;
import dev.mainspring.store.ChatSearch.Place;
import dev.mainspring.store.ModelCallRows;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds chats by words, with the piece of text where the words are. */
@Component
class Search {

    /** A search that finds more is to be made narrower. */
    private static final int MAX_FOUND = 200;

    private static final String PAGE = "found ";

    private final ChatSearch search;
    private final ModelCallRows modelCalls;

    Search(ChatSearch search, ModelCallRows modelCalls) {
        this.search = search;
        this.modelCalls = modelCalls;
    }

    Page<ChatView> find(UserId user, ChatFilter filter, @Nullable String cursor, int limit) {
        int from = cursor == null ? 0 : decode(cursor);
        int to = Math.min(from + limit, MAX_FOUND);
        List<Found> found = search.find(user, filter, Math.min(to + 1, MAX_FOUND));
        List<Found> page = found.subList(Math.min(from, found.size()), Math.min(to, found.size()));
        return new Page<>(views(page, filter), found.size() > to ? encode(to) : null);
    }

    private List<ChatView> views(List<Found> page, ChatFilter filter) {
        Map<Place, String> texts =
                search.texts(page.stream().map(Found::place).filter(Objects::nonNull).toList());
        var sums = modelCalls.sums(page.stream().map(it -> it.chat().id()).toList());
        Snippets snippets = new Snippets(filter.words());
        return page.stream()
                .map(it ->
                        ChatView.of(
                                it.chat(),
                                sums.getOrDefault(it.chat().id(), Usage.NONE),
                                match(it, texts, snippets)))
                .toList();
    }

    private static Match match(Found found, Map<Place, String> texts, Snippets snippets) {
        Place place = found.place();
        String text = place == null ? null : texts.get(place);
        String snippet = text == null ? found.chat().title() : snippets.around(text);
        return new Match(
                found.inTitle() ? "title" : "message",
                place == null ? null : place.branch(),
                place == null ? null : place.position(),
                snippet,
                snippets.in(snippet));
    }

    private static String encode(int from) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((PAGE + from).getBytes(StandardCharsets.UTF_8));
    }

    private static int decode(String cursor) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            int from = Integer.parseInt(text.replaceFirst("^" + PAGE, ""));
            return Math.clamp(from, 0, MAX_FOUND);
        } catch (IllegalArgumentException notOurs) {
            throw ProblemException.invalid("cursor", "is '" + cursor + "', must be one we gave");
        }
    }
}
