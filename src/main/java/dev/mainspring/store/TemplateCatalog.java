package dev.mainspring.store;

import dev.mainspring.conversation.TemplateId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All templates: those that ship, and those of a folder, which win where both have an id. */
public final class TemplateCatalog {

    private static final List<String> SHIPPED = List.of("templates/local.yaml");

    private final Map<TemplateId, Template> templates =
            new TreeMap<>(java.util.Comparator.comparing(TemplateId::value));

    private TemplateCatalog() {}

    /**
     * Reads all templates.
     *
     * @param folder holds {@code *.yaml}; null or missing for none
     * @param provisioners the names there are
     * @throws InvalidTemplateException at the first file that cannot be used
     */
    public static TemplateCatalog load(@Nullable Path folder, Set<String> provisioners) {
        TemplateCatalog catalog = new TemplateCatalog();
        for (String resource : SHIPPED) {
            catalog.add(TemplateReader.read(resource, shipped(resource), provisioners));
        }
        if (folder != null && Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file :
                        files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
                    catalog.add(
                            TemplateReader.read(
                                    file.toString(), Files.readString(file), provisioners));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return catalog;
    }

    public List<Template> all() {
        return List.copyOf(templates.values());
    }

    public Optional<Template> find(TemplateId id) {
        return Optional.ofNullable(templates.get(id));
    }

    private void add(Template template) {
        templates.put(template.id(), template);
    }

    private static String shipped(String resource) {
        try (InputStream in =
                TemplateCatalog.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its file " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
