package org.tagwright.ui.common;

import java.nio.file.Path;
import org.tagwright.checkpoint.TrainAgain;

/** Puts a training on what changed into the form; Start is the person's. */
public final class TrainAgainStart {
  private final Workbench workbench;

  public TrainAgainStart(Workbench workbench) {
    this.workbench = workbench;
  }

  /** From a run folder or a checkpoint, which is read in the background. */
  public void from(Path earlier) {
    workbench
        .background()
        .quietly("Training again from " + earlier.getFileName(), p -> TrainAgain.from(earlier))
        .onDone(
            again -> {
              String origin = "training again from " + earlier.getFileName();
              workbench.navigator().go(new ViewRequest.SetUp(again.config(), origin));
              if (again.caution() == null) {
                workbench
                    .problems()
                    .note(
                        "Begins with the earlier weights and validates on the same images."
                            + " Press Start.");
              } else {
                workbench.problems().caution(again.caution());
              }
            });
  }
}
