package dev.mainspring.store;

import dev.mainspring.conversation.TemplateId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads one template from YAML and holds it to the rules. */
final class TemplateReader {

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Set<String> FIELDS =
            Set.of(
                    "id",
                    "name",
                    "description",
                    "readme",
                    "icon",
                    "provisioner",
                    "settings",
                    "network",
                    "parameters",
                    "environment",
                    "setup",
                    "access",
                    "agents_only");
    private static final Set<String> PARAMETER_FIELDS =
            Set.of("name", "type", "description", "default", "options", "pattern");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,99}");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]*)\\}");

    private final String file;

    private TemplateReader(String file) {
        this.file = file;
    }

    /**
     * Reads a template.
     *
     * @param file named in errors
     * @param provisioners the names there are
     * @throws InvalidTemplateException at the first rule it breaks
     */
    static Template read(String file, String yaml, Set<String> provisioners) {
        return new TemplateReader(file).read(yaml, provisioners);
    }

    private Template read(String yaml, Set<String> provisioners) {
        JsonNode root = parse(yaml);
        known(root, "", FIELDS);
        List<TemplateParameter> parameters = parameters(root.path("parameters"));
        Template template =
                new Template(
                        id(root),
                        text(root, "name", 100),
                        text(root, "description", 2_000),
                        optional(root, "readme", ""),
                        optional(root, "icon", "cube"),
                        oneOf(root, "provisioner", null, provisioners),
                        map(root, "settings"),
                        oneOf(root, "network", "internet", Set.of("none", "internet", "host")),
                        parameters,
                        environment(root),
                        optional(root, "setup", ""),
                        access(root.path("access")),
                        flag(root, "agents_only"));
        Set<String> names =
                parameters.stream().map(TemplateParameter::name).collect(Collectors.toSet());
        placeholders("settings", template.settings(), names);
        placeholders("environment", template.environment(), names);
        return template;
    }

    private JsonNode parse(String yaml) {
        try {
            JsonNode root = YAML.readTree(yaml);
            if (root == null || !root.isObject()) {
                throw wrong("", "", "must be a YAML mapping");
            }
            return root;
        } catch (JacksonException e) {
            throw new InvalidTemplateException(file + ": " + e.getOriginalMessage());
        }
    }

    private TemplateId id(JsonNode root) {
        String id = text(root, "id", 63);
        try {
            return new TemplateId(id);
        } catch (IllegalArgumentException e) {
            throw wrong("id", id, "must be 1 to 63 of a-z, 0-9 and '-', and not begin with '-'");
        }
    }

    private List<TemplateParameter> parameters(JsonNode list) {
        if (list.isMissingNode() || list.isNull()) {
            return List.of();
        }
        if (!list.isArray()) {
            throw wrong("parameters", list.toString(), "must be a list");
        }
        Map<String, TemplateParameter> all = new LinkedHashMap<>();
        for (JsonNode node : list) {
            TemplateParameter parameter = parameter(node, "parameters[" + all.size() + "]");
            if (all.put(parameter.name(), parameter) != null) {
                throw wrong("parameters", parameter.name(), "must be named once");
            }
        }
        return List.copyOf(all.values());
    }

    private TemplateParameter parameter(JsonNode node, String where) {
        known(node, where + ".", PARAMETER_FIELDS);
        String name = node.path("name").asString("");
        if (!VARIABLE.matcher(name).matches()) {
            throw wrong(where + ".name", name, "must be letters, digits and '_'");
        }
        String type = node.path("type").asString("string");
        if (!Set.of("string", "number", "boolean", "secret").contains(type)) {
            throw wrong(where + ".type", type, "must be string, number, boolean or secret");
        }
        List<String> options = new ArrayList<>();
        node.path("options").forEach(option -> options.add(option.asString()));
        TemplateParameter parameter =
                new TemplateParameter(
                        name,
                        TemplateParameter.Type.valueOf(type.toUpperCase(Locale.ROOT)),
                        node.path("description").asString(""),
                        node.hasNonNull("default") ? node.path("default").asString() : null,
                        options,
                        pattern(node, where));
        String value = parameter.defaultValue();
        String problem = value == null ? null : parameter.problem(value);
        if (value != null && problem != null) {
            throw wrong(where + ".default", value, problem);
        }
        return parameter;
    }

    private @Nullable Pattern pattern(JsonNode node, String where) {
        if (!node.hasNonNull("pattern")) {
            return null;
        }
        String pattern = node.path("pattern").asString();
        try {
            return Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw wrong(where + ".pattern", pattern, "must be a regular expression");
        }
    }

    private Map<String, String> environment(JsonNode root) {
        Map<String, String> environment = map(root, "environment");
        for (String name : environment.keySet()) {
            if (!VARIABLE.matcher(name).matches()) {
                throw wrong("environment", name, "must be letters, digits and '_'");
            }
        }
        return environment;
    }

    private TemplateAccess access(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return new TemplateAccess(true, Set.of(), Set.of());
        }
        known(node, "access.", Set.of("everyone", "users", "roles"));
        Set<String> users = new LinkedHashSet<>();
        node.path("users").forEach(user -> users.add(user.asString().toLowerCase(Locale.ROOT)));
        Set<String> roles = new LinkedHashSet<>();
        for (JsonNode role : node.path("roles")) {
            if (!Set.of("admin", "member", "auditor").contains(role.asString())) {
                throw wrong("access.roles", role.asString(), "must be admin, member or auditor");
            }
            roles.add(role.asString());
        }
        return new TemplateAccess(node.path("everyone").asBoolean(false), users, roles);
    }

    private Map<String, String> map(JsonNode root, String field) {
        JsonNode node = root.path(field);
        if (node.isMissingNode() || node.isNull()) {
            return Map.of();
        }
        if (!node.isObject()) {
            throw wrong(field, node.toString(), "must be a mapping");
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            if (!entry.getValue().isValueNode() || entry.getValue().isNull()) {
                throw wrong(
                        field + "." + entry.getKey(),
                        entry.getValue().toString(),
                        "must be a text, a number or true or false");
            }
            values.put(entry.getKey(), entry.getValue().asString());
        }
        return values;
    }

    private void placeholders(String field, Map<String, String> values, Set<String> names) {
        values.forEach((key, value) ->
                PLACEHOLDER
                        .matcher(value)
                        .results()
                        .filter(found -> !names.contains(found.group(1)))
                        .findFirst()
                        .ifPresent(found -> {
                            throw wrong(
                                    field + "." + key,
                                    found.group(),
                                    "must name one of the template's parameters");
                        }));
    }

    private String oneOf(
            JsonNode root, String field, @Nullable String otherwise, Set<String> allowed) {
        String value = root.path(field).asString(otherwise == null ? "" : otherwise);
        if (!allowed.contains(value)) {
            throw wrong(
                    field,
                    value,
                    "must be one of "
                            + allowed.stream().sorted().collect(Collectors.joining(", ")));
        }
        return value;
    }

    private String text(JsonNode root, String field, int limit) {
        String value = root.path(field).asString("").strip();
        if (value.isEmpty() || value.length() > limit) {
            throw wrong(field, value, "must be a text of 1 to " + limit + " characters");
        }
        return value;
    }

    private String optional(JsonNode root, String field, String otherwise) {
        JsonNode node = root.path(field);
        if (node.isMissingNode() || node.isNull()) {
            return otherwise;
        }
        if (!node.isString()) {
            throw wrong(field, node.toString(), "must be a text");
        }
        return node.asString().strip();
    }

    private boolean flag(JsonNode root, String field) {
        JsonNode node = root.path(field);
        if (!node.isMissingNode() && !node.isBoolean()) {
            throw wrong(field, node.toString(), "must be true or false");
        }
        return node.asBoolean(false);
    }

    private void known(JsonNode node, String prefix, Set<String> fields) {
        if (!node.isObject()) {
            throw wrong(prefix, node.toString(), "must be a mapping");
        }
        for (String name : node.propertyNames()) {
            if (!fields.contains(name)) {
                throw wrong(
                        prefix + name,
                        node.path(name).toString(),
                        "is no field of a template; there are "
                                + fields.stream().sorted().collect(Collectors.joining(", ")));
            }
        }
    }

    private InvalidTemplateException wrong(String field, String value, String rule) {
        String shown = value.length() > 80 ? value.substring(0, 80) + "..." : value;
        return new InvalidTemplateException(
                field.isEmpty()
                        ? "%s: %s".formatted(file, rule)
                        : "%s: %s: '%s' %s".formatted(file, field, shown, rule));
    }
}
