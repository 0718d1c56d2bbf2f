package dev.mainspring.conversation;

import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Rules about tool calls: the first that matches counts; without one a call is allowed. */
public record ApprovalPolicy(List<ApprovalRule> rules) {

    public static final ApprovalPolicy NONE = new ApprovalPolicy(List.of());

    public static final int MAX_RULES = 200;

    public ApprovalPolicy {
        rules = List.copyOf(rules);
        if (rules.size() > MAX_RULES) {
            throw new IllegalArgumentException(
                    "a policy has " + rules.size() + " rules, at most " + MAX_RULES);
        }
    }

    /**
     * What it says about a call: for a command line the strictest of what it says about each of its
     * commands, and of the rules whose pattern spans commands.
     */
    public ApprovalAction action(ToolSubject subject) {
        if (!subject.isCommand()) {
            return first(subject, rule -> true);
        }
        CommandParts command = CommandParts.of(subject.text());
        ApprovalAction whole =
                first(
                        subject,
                        rule -> rule.spansCommands() && rule.action() != ApprovalAction.ALLOW);
        return Stream.concat(
                        Stream.of(whole),
                        command.parts().stream().map(part -> ofPart(subject, command, part)))
                .max(Comparator.naturalOrder())
                .orElse(whole);
    }

    private ApprovalAction ofPart(ToolSubject subject, CommandParts command, String part) {
        boolean readable = command.readable(part);
        return first(
                subject.with(part),
                rule -> readable || rule.action() != ApprovalAction.ALLOW || rule.isGeneral());
    }

    private ApprovalAction first(ToolSubject subject, Predicate<ApprovalRule> among) {
        return rules.stream()
                .filter(rule -> rule.isAbout(subject.tool()) && rule.matches(subject.text()))
                .filter(among)
                .findFirst()
                .map(ApprovalRule::action)
                .orElse(ApprovalAction.ALLOW);
    }

    /** Whether a rule allows exactly this, the line as a whole. */
    public boolean allows(ToolSubject subject) {
        return rules.stream()
                .filter(rule -> rule.action() == ApprovalAction.ALLOW)
                .anyMatch(rule -> rule.isAbout(subject.tool()) && rule.matches(subject.text()));
    }
}
