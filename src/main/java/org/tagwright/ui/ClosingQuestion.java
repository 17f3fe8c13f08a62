package org.tagwright.ui;

import org.tagwright.ui.common.Questions.Answer;

/** Asks what becomes of the runs that go on when the window closes. */
final class ClosingQuestion {
  private ClosingQuestion() {}

  /**
   * Asks, if a run goes on.
   *
   * @param close closes the window for good
   * @return whether the window is to stay open for now
   */
  static boolean ask(Wiring wiring, Runnable close) {
    var runs = wiring.training().runs();
    var alive = runs.alive();
    if (alive.isEmpty()) {
      return false;
    }
    boolean one = alive.size() == 1;
    String what = one ? alive.get(0).name() + " is" : alive.size() + " runs are";
    long waiting = runs.queue().stream().filter(entry -> entry.waiting()).count();
    String queue =
        waiting == 0
            ? ""
            : " The " + waiting + " queued after it wait until a window is open again.";
    wiring
        .questions()
        .ask(
            what + " still training",
            "Training is a process of its own: it can go on without the window, and is found again"
                + " when Tagwright opens. Stopping ends it after its current step with everything"
                + " saved; it can be resumed."
                + queue,
            new Answer("Leave " + (one ? "it" : "them") + " running", false, close),
            new Answer("Stop " + (one ? "it" : "them"), true, () -> runs.orders().stopAll(close)));
    return true;
  }
}
