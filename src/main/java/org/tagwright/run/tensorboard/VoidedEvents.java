package org.tagwright.run.tensorboard;

import java.util.ArrayList;
import java.util.List;
import org.tagwright.run.EventTail;
import org.tagwright.run.RunEvent;
import org.tagwright.run.RunEvent.EpochFinished;
import org.tagwright.run.RunEvent.Resumed;
import org.tagwright.run.RunEvent.Started;
import org.tagwright.run.RunEvent.StepLogged;
import org.tagwright.run.RunFolder;

/** The events of a run that a later resume, or a new start, has made void. */
final class VoidedEvents {
  private record Cut(long seq, int epoch, int step) {}

  private final List<Cut> cuts = new ArrayList<>();

  VoidedEvents(RunFolder folder) {
    new EventTail(folder)
        .poll(
            event -> {
              if (event instanceof Resumed resumed) {
                cuts.add(new Cut(resumed.seq(), resumed.fromEpoch(), resumed.fromStep()));
              } else if (event instanceof Started started) {
                cuts.add(new Cut(started.seq(), 0, 0));
              }
            });
  }

  boolean contains(RunEvent event) {
    if (event instanceof StepLogged step) {
      return isCut(event.seq(), step.epoch(), step.step());
    }
    // An epoch's end lies behind all of its steps.
    return event instanceof EpochFinished epoch
        && isCut(event.seq(), epoch.epoch(), Integer.MAX_VALUE);
  }

  private boolean isCut(long seq, int epoch, int step) {
    return cuts.stream()
        .filter(cut -> cut.seq() > seq)
        .anyMatch(
            cut -> epoch > cut.epoch() + 1 || (epoch == cut.epoch() + 1 && step > cut.step()));
  }
}
