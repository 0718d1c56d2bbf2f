package dev.mainspring.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateReaderTest {

    private static final Set<String> KINDS = Set.of("local", "ssh");

    private static final String WHOLE =
            """
            id: host
            name: A host of yours
            description: A Linux machine
            readme: |
              # More
            icon: server
            provisioner: ssh
            settings:
              host: ${host}
              port: 2222
              user: dev
              private_key: ${private_key}
            network: internet
            parameters:
              - name: host
                description: Where it is
                pattern: "[a-z0-9.-]+"
              - name: private_key
                type: secret
              - name: size
                type: number
                default: 4
                options: [2, 4, 8]
            environment:
              LEVEL: debug
              SIZE: ${size}
            setup: |
              echo hello
            access:
              users: [Ada@Example.org]
              roles: [admin]
            agents_only: true
            """;

    private static Template read(String yaml) {
        return TemplateReader.read("templates/x.yaml", yaml, KINDS);
    }

    @Test
    void everyFieldIsRead() {
        Template template = read(WHOLE);

        assertThat(template.id().value()).isEqualTo("host");
        assertThat(template.settings())
                .containsEntry("port", "2222")
                .containsEntry("host", "${host}");
        assertThat(template.parameters())
                .extracting(TemplateParameter::name)
                .containsExactly("host", "private_key", "size");
        assertThat(template.parameters().get(1).type()).isEqualTo(TemplateParameter.Type.SECRET);
        assertThat(template.parameters().get(2).defaultValue()).isEqualTo("4");
        assertThat(template.environment()).containsEntry("SIZE", "${size}");
        assertThat(template.setup()).isEqualTo("echo hello");
        assertThat(template.agentsOnly()).isTrue();
    }

    @Test
    void accessNamesUsersAndRoles() {
        TemplateAccess access = read(WHOLE).access();

        assertThat(access.allows("ada@example.org", "member")).isTrue();
        assertThat(access.allows("bob@example.org", "admin")).isTrue();
        assertThat(access.allows("bob@example.org", "member")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "id: host | id: Not Good | id: 'Not Good' must be 1 to 63 of",
                "network: internet | network: some | network: 'some' must be one of host, internet, none",
                "provisioner: ssh | provisioner: vax | provisioner: 'vax' must be one of local, ssh",
                "name: A host of yours | nam: x | nam: '\"x\"' is no field of a template",
                "description: A Linux machine | description: '' | description: '' must be a text",
                "type: number | type: int | parameters[2].type: 'int' must be string, number",
                "default: 4 | default: 5 | parameters[2].default: '5' must be one of 2, 4, 8",
                "SIZE: ${size} | SIZE: ${sice} | environment.SIZE: '${sice}' must name one of",
                "agents_only: true | agents_only: perhaps | agents_only: '\"perhaps\"' must be true or false",
                "roles: [admin] | roles: [root] | access.roles: 'root' must be admin",
                "LEVEL: debug | 'A-B': debug | environment: 'A-B' must be letters"
            })
    void aBrokenRuleNamesFileFieldValueAndRule(String good, String bad, String message) {
        assertThatThrownBy(() -> read(WHOLE.replace(good, bad)))
                .isInstanceOf(InvalidTemplateException.class)
                .hasMessageStartingWith("templates/x.yaml: ")
                .hasMessageContaining(message);
    }

    @Test
    void whatIsNoYamlIsRefused() {
        assertThatThrownBy(() -> read("a: [")).isInstanceOf(InvalidTemplateException.class);
        assertThatThrownBy(() -> read("just text")).isInstanceOf(InvalidTemplateException.class);
        assertThatThrownBy(() -> read("")).isInstanceOf(InvalidTemplateException.class);
    }

    @Test
    void valuesAreHeldToTheirRules() {
        Template template = read(WHOLE);

        assertThat(template.parameters().get(0).problem("a.example.org")).isNull();
        assertThat(template.parameters().get(0).problem("a b")).contains("must match");
        assertThat(template.parameters().get(2).problem("5")).contains("must be one of 2, 4, 8");
    }

    @Test
    void aFolderAddsToWhatShips(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("host.yaml"), WHOLE);
        Files.writeString(folder.resolve("notes.txt"), "not a template");

        TemplateCatalog catalog = TemplateCatalog.load(folder, KINDS);

        assertThat(catalog.all())
                .extracting(template -> template.id().value())
                .containsExactly("host", "local");
    }
}
