package dev.mainspring.store;

import java.util.Locale;
import java.util.Set;

/**
 * Who may use a template. Nobody but those named, or everybody.
 *
 * @param users e-mail addresses, in lower case
 * @param roles {@code admin}, {@code member}, {@code auditor}
 */
public record TemplateAccess(boolean everyone, Set<String> users, Set<String> roles) {

    public TemplateAccess {
        users = Set.copyOf(users);
        roles = Set.copyOf(roles);
    }

    boolean allows(String email, String role) {
        return everyone || users.contains(email.toLowerCase(Locale.ROOT)) || roles.contains(role);
    }
}
