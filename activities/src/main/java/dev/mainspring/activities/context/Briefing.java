package dev.mainspring.activities.context;

import java.util.List;

/**
 * What a workspace tells the agent.
 *
 * @param instructions the instruction files as Markdown; empty where there are none
 */
record Briefing(String instructions, List<Skill> skills) {

    static final Briefing NONE = new Briefing("", List.of());

    private static final int MOST_SKILLS = 100;

    static Briefing of(List<ToldFile> told) {
        return new Briefing(
                Instructions.text(
                        told.stream().filter(it -> it.kind().equals("instruction")).toList()),
                told.stream()
                        .filter(it -> it.kind().equals("skill"))
                        .limit(MOST_SKILLS)
                        .flatMap(it -> Skill.of(it.path(), it.text()).stream())
                        .toList());
    }
}
