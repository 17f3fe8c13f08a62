package org.tagwright.ui.review;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.tagwright.ui.common.Workbench;

/**
 * Saves in the background what the screen shows already, one step after another, so that no key has
 * to wait. For the FX thread.
 */
final class Saves {
  /**
   * @param save works in the background; returns what is to be done on the FX thread then
   * @param takeBack brings the screen back to what was before, where it could not be saved
   */
  record Step(String title, Supplier<Runnable> save, Runnable takeBack) {}

  private final Workbench workbench;
  private final Deque<Step> steps = new ArrayDeque<>(); // the first is being saved

  Saves(Workbench workbench) {
    this.workbench = workbench;
  }

  void add(Step step) {
    steps.add(step);
    if (steps.size() == 1) {
      next();
    }
  }

  private void next() {
    Step step = steps.element();
    workbench
        .background()
        .quietly(step.title, progress -> step.save.get())
        .onFailed(
            failure -> {
              takeBack();
              workbench.problems().report(step.title, failure);
            })
        .onDone(Runnable::run)
        .onEnd(
            () -> {
              steps.poll();
              if (!steps.isEmpty()) {
                next();
              }
            });
  }

  /** Also what waits, which builds on what could not be saved. */
  private void takeBack() {
    while (!steps.isEmpty()) {
      steps.removeLast().takeBack.run();
    }
  }
}
