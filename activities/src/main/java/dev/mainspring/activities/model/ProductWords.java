package dev.mainspring.activities.model;

import dev.mainspring.conversation.Part;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the product itself says on the person's side of a request: notices, summaries, what closes a
 * transcript. On the wire it is text like the person's own; who has to tell them apart, inside this
 * process, asks here.
 */
public record ProductWords(Set<String> texts) {

    public ProductWords {
        texts = Set.copyOf(texts);
    }

    static ProductWords of(ModelRequest request) {
        Set<String> texts = new HashSet<>(List.of(Transcript.CUT, Transcript.GO_ON));
        request.messages().stream()
                .flatMap(message -> message.parts().stream())
                .filter(ProductWords::isOurs)
                .forEach(part -> texts.add(WireParts.text(part, request)));
        return new ProductWords(texts);
    }

    /** Whether a text block of a request is the product's. */
    public boolean contain(String text) {
        return texts.contains(text);
    }

    private static boolean isOurs(Part part) {
        return part instanceof Part.Notice || part instanceof Part.Compaction;
    }
}
