package dev.mainspring.store;

import dev.mainspring.conversation.TemplateId;
import java.time.Instant;
import java.util.Optional;

/**
 * How much a template is used.
 *
 * @param present workspaces the person has of it now
 * @param lastUsed by the person
 * @param everybody workspaces ever made of it
 */
public record TemplateUse(
        TemplateId template, long present, Optional<Instant> lastUsed, long everybody) {}
