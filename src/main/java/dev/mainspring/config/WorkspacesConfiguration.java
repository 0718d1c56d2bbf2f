package dev.mainspring.config;

import dev.mainspring.activities.workspace.build.Provisioners;
import dev.mainspring.activities.workspace.local.Isolation;
import dev.mainspring.activities.workspace.local.LocalProvisioner;
import dev.mainspring.activities.workspace.ssh.SshProvisioner;
import dev.mainspring.activities.workspace.ssh.SshTransport;
import dev.mainspring.chat.WorkspaceWarnings;
import dev.mainspring.security.Secrets;
import dev.mainspring.store.InvalidTemplateException;
import dev.mainspring.store.Sealer;
import dev.mainspring.store.TemplateCatalog;
import dev.mainspring.store.TemplateRights;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes what builds workspaces. */
@Configuration(proxyBeanMethods = false)
class WorkspacesConfiguration {

    @Bean
    SshTransport sshTransport() {
        return new SshTransport();
    }

    @Bean
    LocalProvisioner localProvisioner(DataFolder data, SshTransport transport) {
        return new LocalProvisioner(data.path(), transport, null);
    }

    @Bean
    Provisioners provisioners(LocalProvisioner local, SshTransport transport) {
        return new Provisioners(List.of(local, new SshProvisioner(transport)));
    }

    /** Templates of the folder {@code templates} beside the data stand beside those that ship. */
    @Bean
    TemplateCatalog templateCatalog(DataFolder data, Provisioners provisioners) {
        try {
            return TemplateCatalog.load(data.path().resolve("templates"), provisioners.kinds());
        } catch (InvalidTemplateException e) {
            throw new StartupFailure(String.valueOf(e.getMessage()), e);
        }
    }

    @Bean
    WorkspaceWarnings workspaceWarnings(LocalProvisioner local) {
        return template ->
                template.provisioner().equals(local.kind())
                        ? local.isolation()
                                .warning()
                                .map(words ->
                                        new WorkspaceWarnings.Warning(
                                                words, local.isolation() == Isolation.NONE))
                        : Optional.empty();
    }

    @Bean
    TemplateRights templateRights(TemplateCatalog catalog, JdbcClient jdbc) {
        return new TemplateRights(catalog, jdbc);
    }

    @Bean
    Sealer sealer(Secrets secrets) {
        return new Sealer() {
            @Override
            public String seal(String purpose, String text) {
                return secrets.encrypt(purpose, text);
            }

            @Override
            public String open(String purpose, String sealed) {
                return secrets.decrypt(purpose, sealed);
            }
        };
    }
}
