package dev.mainspring.activities.model;

/** The wire protocols a provider may speak. */
public enum DialectKind {
    ANTHROPIC_MESSAGES,
    OPENAI_RESPONSES,
    OPENAI_CHAT_COMPLETIONS,
    GEMINI
}
