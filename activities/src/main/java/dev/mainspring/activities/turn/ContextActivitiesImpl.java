package dev.mainspring.activities.turn;

import dev.mainspring.activities.Cancellation;
import dev.mainspring.activities.model.ModelClient;
import dev.mainspring.activities.model.ModelOutcome;
import dev.mainspring.activities.model.ModelRequest;
import dev.mainspring.activities.tools.ToolScope;
import dev.mainspring.activities.tools.Toolbox;
import dev.mainspring.activities.turn.CompactionSteps.Begun;
import dev.mainspring.activities.turn.CompactionSteps.Written;
import dev.mainspring.conversation.Message;
import dev.mainspring.conversation.ModelContext;
import dev.mainspring.conversation.ModelRef;
import dev.mainspring.conversation.Part;
import dev.mainspring.store.ChatRow;
import dev.mainspring.store.ChatRows;
import dev.mainspring.store.Transcripts;
import dev.mainspring.workflows.ContextActivities;
import dev.mainspring.workflows.ModelReply;
import dev.mainspring.workflows.ModelStep;
import dev.mainspring.workflows.RunRef;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** See {@link ContextActivities}. */
@Component
class ContextActivitiesImpl implements ContextActivities {

    private static final Logger log = LoggerFactory.getLogger(ContextActivitiesImpl.class);

    private final CompactionSteps steps;
    private final Leftovers leftovers;
    private final SideModels models;
    private final ModelClient client;
    private final Transcripts transcripts;
    private final Titles titles;
    private final ChatRows chats;
    private final Effects effects;
    private final SystemPrompt prompt;
    private final Toolbox tools;
    private final List<CompactionKeep> keeps;

    ContextActivitiesImpl(
            CompactionSteps steps,
            Leftovers leftovers,
            SideModels models,
            ModelClient client,
            Transcripts transcripts,
            Titles titles,
            ChatRows chats,
            Effects effects,
            SystemPrompt prompt,
            Toolbox tools,
            List<CompactionKeep> keeps) {
        this.steps = steps;
        this.leftovers = leftovers;
        this.models = models;
        this.client = client;
        this.transcripts = transcripts;
        this.titles = titles;
        this.chats = chats;
        this.effects = effects;
        this.prompt = prompt;
        this.tools = tools;
        this.keeps = keeps;
    }

    @Override
    public ModelReply compact(ModelStep scheduled) {
        ModelStep step = scheduled.by(ActualRun.of(scheduled.run()));
        return StoreStep.run(() -> {
            try (Effects.Effect effect = effects.open(step.run().chat())) {
                return compact(step, effect);
            }
        });
    }

    private ModelReply compact(ModelStep step, Effects.Effect effect) {
        while (true) {
            switch (steps.begin(step)) {
                case Begun.Settled settled -> {
                    return settled.reply();
                }
                case Begun.Compaction begun -> {
                    return compact(step, begun, effect);
                }
                case Begun.LeftBehind left -> leftovers.end(step.run(), left.calls());
            }
        }
    }

    @Override
    public void title(RunRef run) {
        StoreStep.run(() -> {
            chats.find(run.chat()).ifPresent(chat -> titles.write(chat, new Cancellation()));
            return true;
        });
    }

    private ModelReply compact(ModelStep step, Begun.Compaction begun, Effects.Effect effect) {
        List<Message> path = transcripts.context(begun.turn().branchId());
        int limit = models.config(begun.chat().model()).contextTokens();
        CompactionPlan plan = CompactionPlan.of(path, limit);
        if (plan.isEmpty()) {
            return new ModelReply.Answered(List.of());
        }
        Iterator<ModelRef> order = models.inOrder(begun.chat().model()).iterator();
        while (true) {
            ModelRef model = order.next();
            switch (client.call(
                    request(begun.chat(), model, plan), d -> {}, effect.cancellation())) {
                case ModelOutcome.Answered answer -> {
                    String summary = summary(answer) + kept(begun, plan);
                    Part.Compaction part = part(begun, path, plan, summary);
                    Written written = new Written(part, model, answer.usage());
                    ModelReply reply = steps.record(step, begun, written);
                    keeps.forEach(keep -> keep.compacted(begun.chat().id()));
                    return reply;
                }
                case ModelOutcome.Interrupted stopped -> {
                    return steps.interrupted(step, begun, model, stopped);
                }
                case ModelOutcome.Failed failed -> {
                    if (failed.retryable() || !order.hasNext()) {
                        return steps.failed(step, begun, model, failed);
                    }
                    log.warn("{} gives no summary: {}", model, failed.message());
                }
            }
        }
    }

    private ModelRequest request(ChatRow chat, ModelRef model, CompactionPlan plan) {
        int limit = models.config(model).contextTokens();
        return SideRequest.of(
                chat, model, SummaryRequest.SYSTEM, SummaryRequest.of(plan.folded(), limit));
    }

    private static String summary(ModelOutcome.Answered answer) {
        String text = SideRequest.text(answer);
        return text.isBlank() ? "(The model gave no summary.)" : text;
    }

    private String kept(Begun.Compaction begun, CompactionPlan plan) {
        return keeps.stream()
                .map(keep -> keep.of(begun.chat(), begun.turn().branchId(), plan.kept()))
                .flatMap(Optional::stream)
                .map(text -> "\n\n" + text.strip())
                .collect(Collectors.joining());
    }

    private Part.Compaction part(
            Begun.Compaction begun, List<Message> path, CompactionPlan plan, String summary) {
        ToolScope scope = ToolScope.of(begun.chat()).inPlanMode(chats.inPlanMode(begun.chat()));
        long after =
                ModelContext.tokens(prompt.of(begun.chat()))
                        + ModelContext.tokens(tools.offer(scope).specs().toString())
                        + ModelContext.tokens(summary)
                        + ModelContext.tokens(plan.kept());
        return new Part.Compaction(
                summary,
                plan.fromPosition(path.getLast().position() + 1),
                begun.tokensBefore(),
                Math.min(after, begun.tokensBefore()));
    }
}
