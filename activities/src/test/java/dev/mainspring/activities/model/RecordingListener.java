package dev.mainspring.activities.model;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** Keeps what it hears. */
public final class RecordingListener implements ModelListener {

    private final List<ModelDelta> deltas = new CopyOnWriteArrayList<>();

    @Override
    public void onDelta(ModelDelta delta) {
        deltas.add(delta);
    }

    public List<ModelDelta> deltas() {
        return deltas;
    }

    /** All that was said of one part, put together. */
    public String heard(int part) {
        return deltas.stream()
                .filter(delta -> delta.part() == part)
                .map(delta ->
                        switch (delta) {
                            case ModelDelta.Text text -> text.text();
                            case ModelDelta.Reasoning reasoning -> reasoning.text();
                            case ModelDelta.ToolCallBegan began -> began.name() + ":";
                            case ModelDelta.ToolCallInput input -> input.json();
                        })
                .collect(Collectors.joining());
    }
}
