package dev.mainspring.api;

import dev.mainspring.chat.ProblemException;
import dev.mainspring.conversation.ApprovalAction;
import dev.mainspring.conversation.ApprovalPolicy;
import dev.mainspring.conversation.ApprovalRule;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule of an approval policy; the first that matches counts.
 *
 * @param tool a tool's name; * stands for any characters
 * @param pattern of the command line, the path or the URL: * any characters, ? one, \\ takes the
 *     next as it is; absent: every call
 */
record RuleBody(String tool, @Nullable String pattern, ApprovalAction action) {

    /**
     * The rules, in their order; null where there are none in the request.
     *
     * @param field that holds them
     * @throws ProblemException invalid_request, naming the rule
     */
    static @Nullable List<ApprovalRule> rules(String field, @Nullable List<RuleBody> bodies) {
        if (bodies == null) {
            return null;
        }
        List<ApprovalRule> rules = new ArrayList<>();
        try {
            for (RuleBody body : bodies) {
                rules.add(body.rule(field + "[" + rules.size() + "]."));
            }
            return new ApprovalPolicy(rules).rules();
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid(field, String.valueOf(e.getMessage()));
        }
    }

    private ApprovalRule rule(String field) {
        return new ApprovalRule(
                Fields.require(field + "tool", tool),
                pattern,
                Fields.require(field + "action", action));
    }
}
