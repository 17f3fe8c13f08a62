package org.tagwright.run.tensorboard;

import java.util.ArrayList;
import java.util.List;
import org.tagwright.run.EventTail;
import org.tagwright.run.LoggedEvent;
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
            logged -> {
              if (logged.event() instanceof Resumed resumed) {
                cuts.add(new Cut(logged.seq(), resumed.fromEpoch(), resumed.fromStep()));
              } else if (logged.event() instanceof Started) {
                cuts.add(new Cut(logged.seq(), 0, 0));
              }
            });
  }

  boolean contains(LoggedEvent logged) {
    if (logged.event() instanceof StepLogged step) {
      return isCut(logged.seq(), step.epoch(), step.step());
    }
    // An epoch's end lies behind all of its steps.
    return logged.event() instanceof EpochFinished epoch
        && isCut(logged.seq(), epoch.epoch(), Integer.MAX_VALUE);
  }

  private boolean isCut(long seq, int epoch, int step) {
    return cuts.stream()
        .filter(cut -> cut.seq() > seq)
        .anyMatch(
            cut -> epoch > cut.epoch() + 1 || (epoch == cut.epoch() + 1 && step > cut.step()));
  }
}
