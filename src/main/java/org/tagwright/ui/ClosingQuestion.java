package org.tagwright.ui;

import java.util.List;
import org.tagwright.queue.RunQueues;
import org.tagwright.run.RunFolder;
import org.tagwright.run.RunSummary;
import org.tagwright.ui.common.Questions.Answer;
import org.tagwright.ui.common.Workbench;
import org.tagwright.ui.runs.RunsModel;

/** Asks what becomes of the runs that go on when the window closes. FX thread. */
final class ClosingQuestion {
  private final Services services;
  private final RunsModel shown;
  private final Workbench workbench;
  private final Runnable close;
  private boolean looking;

  /**
   * @param close closes the window for good
   */
  ClosingQuestion(Services services, RunsModel shown, Workbench workbench, Runnable close) {
    this.services = services;
    this.shown = shown;
    this.workbench = workbench;
    this.close = close;
  }

  /** Closes, or asks first where runs go on. */
  void ask() {
    if (looking) {
      close.run(); // a disk that does not answer must not keep the window open
      return;
    }
    looking = true;
    List<RunFolder> alive = shown.alive().stream().map(RunSummary::folder).toList();
    workbench
        .background()
        .quietly("Looking for runs that go on", progress -> services.queues().going(alive))
        .onEnd(() -> looking = false)
        .onDone(
            going -> {
              if (going.runs().isEmpty()) {
                close.run();
              } else {
                ask(going);
              }
            });
  }

  private void ask(RunQueues.Going going) {
    boolean one = going.runs().size() == 1;
    String what = one ? going.runs().get(0).name() + " is" : going.runs().size() + " runs are";
    String queue =
        going.waiting() == 0
            ? ""
            : going.waiting() == 1
                ? " The queued one after it waits until a window is open again."
                : " The " + going.waiting() + " queued ones wait until a window is open again.";
    workbench
        .questions()
        .ask(
            what + " still training",
            "Training is a process of its own: it can go on without the window, and is found again"
                + " when Tagwright opens. Stopping ends it after its current step with everything"
                + " saved; it can be resumed."
                + queue,
            new Answer("Leave " + (one ? "it" : "them") + " running", false, close),
            new Answer("Stop " + (one ? "it" : "them"), true, () -> stop(going.runs())));
  }

  private void stop(List<RunFolder> runs) {
    workbench
        .background()
        .quietly(
            "Stopping the runs",
            progress -> {
              for (RunFolder run : services.queues().going(runs).runs()) {
                services.runs().stop(run);
              }
              return null;
            })
        .onDone(done -> close.run());
  }
}
