package org.tagwright.ui;

import java.util.List;
import org.tagwright.run.RunFolder;
import org.tagwright.run.RunSummary;
import org.tagwright.ui.common.Background;
import org.tagwright.ui.common.Questions;
import org.tagwright.ui.common.Questions.Answer;
import org.tagwright.ui.runs.RunsModel;

/** Asks what becomes of the runs that go on when the window closes. FX thread. */
final class ClosingQuestion {
  private final TrainingWork work;
  private final RunsModel shown;
  private final Background background;
  private final Questions questions;
  private final Runnable close;
  private boolean looking;

  /**
   * @param close closes the window for good
   */
  ClosingQuestion(
      TrainingWork work,
      RunsModel shown,
      Background background,
      Questions questions,
      Runnable close) {
    this.work = work;
    this.shown = shown;
    this.background = background;
    this.questions = questions;
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
    background
        .quietly("Looking for runs that go on", progress -> work.going(alive))
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

  private void ask(TrainingWork.Going going) {
    boolean one = going.runs().size() == 1;
    String what = one ? going.runs().get(0).name() + " is" : going.runs().size() + " runs are";
    String queue =
        going.waiting() == 0
            ? ""
            : going.waiting() == 1
                ? " The queued one after it waits until a window is open again."
                : " The " + going.waiting() + " queued ones wait until a window is open again.";
    questions.ask(
        what + " still training",
        "Training is a process of its own: it can go on without the window, and is found again"
            + " when Tagwright opens. Stopping ends it after its current step with everything"
            + " saved; it can be resumed."
            + queue,
        new Answer("Leave " + (one ? "it" : "them") + " running", false, close),
        new Answer("Stop " + (one ? "it" : "them"), true, () -> stop(going.runs())));
  }

  private void stop(List<RunFolder> runs) {
    background
        .quietly(
            "Stopping the runs",
            progress -> {
              for (RunFolder run : work.going(runs).runs()) {
                work.stop(run);
              }
              return null;
            })
        .onDone(done -> close.run());
  }
}
