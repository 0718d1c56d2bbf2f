package dev.mainspring.ui.transcript;

import com.vaadin.flow.component.Component;
import dev.mainspring.conversation.Json;
import dev.mainspring.conversation.Part;
import dev.mainspring.ui.file.FileLinks;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What a person sees of a step's results beside the tool cards: images, and files to download. */
final class ResultFiles {

    private ResultFiles() {}

    static Optional<Component> of(Part part) {
        if (part instanceof Part.Image image) {
            return Optional.of(FileLinks.image(image));
        }
        if (part instanceof Part.ToolResult result
                && result.name().equals("attach_file")
                && !result.isError()) {
            JsonNode file = Json.MAPPER.readTree(result.output());
            return Optional.of(
                    FileLinks.file(
                            file.path("file_id").asString(""),
                            file.path("name").asString("file"),
                            file.path("bytes").asLong(0)));
        }
        return Optional.empty();
    }
}
