package dev.mainspring.store;

import dev.mainspring.conversation.TemplateId;
import dev.mainspring.conversation.UserId;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which templates a person may use, asked anew at every call. */
public final class TemplateRights {

    private record Person(String email, String role) {}

    private final TemplateCatalog catalog;
    private final JdbcClient jdbc;

    public TemplateRights(TemplateCatalog catalog, JdbcClient jdbc) {
        this.catalog = catalog;
        this.jdbc = jdbc;
    }

    /** In the order of their ids; nothing for a person who is disabled or unknown. */
    public List<Template> usable(UserId user) {
        return person(user)
                .map(person ->
                        catalog.all().stream()
                                .filter(t -> t.access().allows(person.email(), person.role()))
                                .toList())
                .orElse(List.of());
    }

    /** Empty if there is no such template for this person. */
    public Optional<Template> find(UserId user, TemplateId id) {
        return usable(user).stream().filter(template -> template.id().equals(id)).findFirst();
    }

    private Optional<Person> person(UserId user) {
        return jdbc.sql("select email, role from app_user where id = :id and disabled_at is null")
                .param("id", user.value())
                .query((row, n) -> new Person(row.getString("email"), row.getString("role")))
                .optional();
    }
}
