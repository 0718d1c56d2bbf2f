package dev.mainspring.activities.workspace.build;

import dev.mainspring.activities.workspace.ProvisionException;
import dev.mainspring.activities.workspace.Provisioner;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All provisioners by the name that templates use. */
public final class Provisioners {

    private final Map<String, Provisioner> byKind;

    public Provisioners(List<Provisioner> all) {
        byKind = all.stream().collect(Collectors.toMap(Provisioner::kind, Function.identity()));
    }

    public Set<String> kinds() {
        return byKind.keySet();
    }

    Provisioner of(String kind) {
        Provisioner provisioner = byKind.get(kind);
        if (provisioner == null) {
            throw new ProvisionException("there is no provisioner '" + kind + "'", false, null);
        }
        return provisioner;
    }
}
