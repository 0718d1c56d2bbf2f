package dev.mainspring.activities.context;

import dev.mainspring.store.ChatRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * The skills a chat has: the workspace's first, then the deployment's; the first of a name counts.
 */
@Component
class Skills {

    /** Where a skill's files are. */
    enum Home {
        WORKSPACE,
        DEPLOYMENT
    }

    /** A skill and where it is. */
    record Found(Skill skill, Home home) {}

    private final Briefings briefings;
    private final DeploymentSkills deployment;

    Skills(Briefings briefings, DeploymentSkills deployment) {
        this.briefings = briefings;
        this.deployment = deployment;
    }

    List<Found> of(ChatRow chat) {
        List<Found> all = new ArrayList<>();
        briefings.of(chat).skills().forEach(it -> add(all, new Found(it, Home.WORKSPACE)));
        deployment.all().forEach(it -> add(all, new Found(it, Home.DEPLOYMENT)));
        return all;
    }

    Optional<Found> find(ChatRow chat, String name) {
        return of(chat).stream().filter(it -> it.skill().name().equals(name)).findFirst();
    }

    private static void add(List<Found> all, Found found) {
        String name = found.skill().name();
        if (all.stream().noneMatch(it -> it.skill().name().equals(name))) {
            all.add(found);
        }
    }
}
