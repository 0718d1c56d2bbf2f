package dev.mainspring.chat;

import dev.mainspring.conversation.BranchId;
import dev.mainspring.store.BranchRows.Branch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The places of a transcript where it could have gone on otherwise.
 *
 * @param position of the first message that differs, else the last one there is
 * @param index of the one shown, from 1
 * @param previous a branch that shows the variant before it
 * @param next a branch that shows the variant after it
 */
public record Variants(
        int position, int index, int count, @Nullable BranchId previous, @Nullable BranchId next) {

    /** A branch and the ones it grew from, itself first. */
    record Path(Branch branch, List<Branch> grownFrom) {

        static Path of(Branch branch, Map<BranchId, Branch> family) {
            List<Branch> grownFrom = new ArrayList<>();
            Branch next = branch;
            while (next != null) {
                grownFrom.add(next);
                next = next.parent() == null ? null : family.get(next.parent().branch());
            }
            return new Path(branch, List.copyOf(grownFrom));
        }

        /** Whose message stands at a position. */
        private Branch holder(int position) {
            return grownFrom.stream()
                    .filter(it -> it.start() < position)
                    .findFirst()
                    .orElse(grownFrom.getLast());
        }

        /** The first position that the two do not share: one at which a branch begins. */
        private int partsAt(Path other) {
            return Stream.concat(grownFrom.stream(), other.grownFrom.stream())
                    .map(it -> it.start() + 1)
                    .sorted()
                    .filter(at -> !holder(at).id().equals(other.holder(at).id()))
                    .findFirst()
                    .orElse(Math.min(branch.head(), other.branch.head()) + 1);
        }
    }

    /** The variants along a path, by position, given all paths of the chat, oldest first. */
    static List<Variants> along(Path shown, List<Path> all) {
        Map<Integer, List<Path>> partings = new TreeMap<>();
        for (Path path : all) {
            if (!path.branch().id().equals(shown.branch().id())) {
                int at = shown.partsAt(path);
                if (path.branch().head() >= at) {
                    partings.computeIfAbsent(at, none -> new ArrayList<>()).add(path);
                }
            }
        }
        List<Variants> found = new ArrayList<>();
        partings.forEach((at, others) -> found.add(variants(shown, at, others)));
        return found;
    }

    private static Variants variants(Path shown, int at, List<Path> others) {
        Branch here = shown.holder(at);
        List<Branch> holders = new ArrayList<>(List.of(here));
        others.stream()
                .map(path -> path.holder(at))
                .filter(holder -> holders.stream().noneMatch(it -> it.id().equals(holder.id())))
                .forEach(holders::add);
        holders.sort((a, b) -> a.createdAt().compareTo(b.createdAt()));
        int index = holders.indexOf(here);
        return new Variants(
                Math.min(at, shown.branch().head()),
                index + 1,
                holders.size(),
                index == 0 ? null : showing(holders.get(index - 1), at, others),
                index + 1 == holders.size() ? null : showing(holders.get(index + 1), at, others));
    }

    /** The newest branch that shows this variant. */
    private static BranchId showing(Branch holder, int at, List<Path> others) {
        return others.stream()
                .filter(path -> path.holder(at).id().equals(holder.id()))
                .reduce((older, newer) -> newer)
                .orElseThrow()
                .branch()
                .id();
    }
}
