package dev.mainspring.activities.model;

import dev.mainspring.conversation.Part;
import java.util.HashSet;
import java.util.Set;

/**
 * What the product itself says on the person's side of a request. On the wire it is text like the
 * person's own; who has to tell them apart, inside this process, asks here.
 *
 * @param asides notices, and what closes a transcript
 * @param summaries these repeat the person's last words, which they stand for
 */
public record ProductWords(Set<String> asides, Set<String> summaries) {

    public static final ProductWords NONE = new ProductWords(Set.of(), Set.of());

    public ProductWords {
        asides = Set.copyOf(asides);
        summaries = Set.copyOf(summaries);
    }

    static ProductWords of(ModelRequest request) {
        Set<String> asides = texts(request, Part.Notice.class);
        asides.add(Transcript.CUT);
        asides.add(Transcript.GO_ON);
        return new ProductWords(asides, texts(request, Part.Compaction.class));
    }

    private static Set<String> texts(ModelRequest request, Class<? extends Part> kind) {
        Set<String> texts = new HashSet<>();
        request.messages().stream()
                .flatMap(message -> message.parts().stream())
                .filter(kind::isInstance)
                .forEach(part -> texts.add(WireParts.text(part, request)));
        return texts;
    }

    /** Whether a text block of a request is the product's. */
    public boolean contain(String text) {
        return asides.contains(text) || summaries.contains(text);
    }
}
