package dev.mainspring.activities.turn;

import dev.mainspring.activities.model.ModelClient;
import dev.mainspring.activities.model.ModelOutcome;
import dev.mainspring.activities.model.ModelRequest;
import dev.mainspring.activities.tools.Offer;
import dev.mainspring.activities.tools.ToolScope;
import dev.mainspring.activities.tools.Toolbox;
import dev.mainspring.activities.turn.ModelSteps.Prepared;
import dev.mainspring.conversation.ErrorKind;
import dev.mainspring.conversation.ModelContext;
import dev.mainspring.conversation.Usage;
import dev.mainspring.store.ChatRow;
import dev.mainspring.store.ChatRows;
import dev.mainspring.store.Transcripts;
import dev.mainspring.workflows.ModelActivities;
import dev.mainspring.workflows.ModelReply;
import dev.mainspring.workflows.ModelStep;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** See {@link ModelActivities}. */
@Component
class ModelActivitiesImpl implements ModelActivities {

    private static final Logger log = LoggerFactory.getLogger(ModelActivitiesImpl.class);

    private final ModelSteps steps;
    private final ModelClient model;
    private final ChatRows chats;
    private final Transcripts transcripts;
    private final SeenFiles files;
    private final Toolbox tools;
    private final Effects effects;
    private final LiveAnswers live;
    private final SystemPrompt prompt;
    private final Leftovers leftovers;

    ModelActivitiesImpl(
            ModelSteps steps,
            ModelClient model,
            ChatRows chats,
            Transcripts transcripts,
            SeenFiles files,
            Toolbox tools,
            Effects effects,
            LiveAnswers live,
            SystemPrompt prompt,
            Leftovers leftovers) {
        this.steps = steps;
        this.model = model;
        this.chats = chats;
        this.transcripts = transcripts;
        this.files = files;
        this.tools = tools;
        this.effects = effects;
        this.live = live;
        this.prompt = prompt;
        this.leftovers = leftovers;
    }

    @Override
    public ModelReply call(ModelStep scheduled) {
        ModelStep step = scheduled.by(ActualRun.of(scheduled.run()));
        return StoreStep.run(() -> {
            try (Effects.Effect effect = effects.open(step.run().chat())) {
                return call(step, effect);
            }
        });
    }

    private ModelReply call(ModelStep step, Effects.Effect effect) {
        while (true) {
            switch (steps.prepare(step)) {
                case Prepared.Settled settled -> {
                    return settled.reply();
                }
                case Prepared.Call call -> {
                    return call(step, call, effect);
                }
                case Prepared.LeftBehind left -> leftovers.end(step.run(), left.calls());
            }
        }
    }

    private ModelReply call(ModelStep step, Prepared.Call call, Effects.Effect effect) {
        Offer offer = Offer.NONE;
        ModelOutcome outcome;
        try (LiveAnswers.Answer answer = live.begin(call)) {
            offer = tools.offer(scope(call.chat()));
            outcome = model.call(request(call, offer), answer, effect.cancellation());
        } catch (RuntimeException e) {
            if (!LastAttempt.of(e)) {
                throw e;
            }
            log.error("chat {}, step {} failed inside", step.run().chat(), step.step(), e);
            outcome = internal(e);
        }
        return steps.record(step, call, outcome, offer);
    }

    private static ModelOutcome internal(RuntimeException e) {
        return new ModelOutcome.Failed(
                ErrorKind.INTERNAL,
                false,
                null,
                "The step failed inside Mainspring: " + e.getClass().getSimpleName(),
                List.of(),
                Usage.NONE);
    }

    private ToolScope scope(ChatRow chat) {
        return ToolScope.of(chat).inPlanMode(chats.inPlanMode(chat));
    }

    private ModelRequest request(Prepared.Call call, Offer offer) {
        ChatRow chat = call.chat();
        return new ModelRequest(
                chat.id(),
                chat.model(),
                prompt.of(chat),
                files.of(ModelContext.of(transcripts.context(call.branch()))),
                offer.specs(),
                call.effort(),
                files::read);
    }
}
