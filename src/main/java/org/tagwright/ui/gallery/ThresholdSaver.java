package org.tagwright.ui.gallery;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.tagwright.checkpoint.ThresholdCopy;
import org.tagwright.review.Predictor;
import org.tagwright.review.Thresholds;
import org.tagwright.ui.common.Choosers;
import org.tagwright.ui.common.Workbench;

/** Saves the thresholds in force into a copy of the checkpoint that scored. */
public final class ThresholdSaver {
  private final GalleryModel model;
  private final Workbench workbench;

  public ThresholdSaver(GalleryModel model, Workbench workbench) {
    this.model = model;
    this.workbench = workbench;
  }

  /** Whether there is nothing to save: no scores, or scores of no checkpoint. */
  BooleanBinding impossible() {
    return Bindings.createBooleanBinding(
        () -> {
          Predictor.Network network = model.prediction().networkProperty().get();
          return model.imagesProperty().get().classes().isEmpty()
              || network == null
              || network.checkpoint() == null;
        },
        model.imagesProperty(),
        model.prediction().networkProperty());
  }

  private Path checkpoint() {
    return model.prediction().networkProperty().get().checkpoint();
  }

  /** Asks for the file, and for leave where one is there: the system's dialog does both. */
  void ask(Window owner) {
    Path proposal = ThresholdCopy.proposal(checkpoint().toAbsolutePath());
    FileChooser chooser =
        Choosers.file("Save a copy of the checkpoint with these thresholds", proposal);
    chooser.setInitialFileName(proposal.getFileName().toString());
    chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter("Checkpoints", "*.pt"));
    File file = Choosers.save(chooser, owner);
    if (file != null) {
      save(file.toPath(), true);
    }
  }

  /**
   * Saves the copy in the background.
   *
   * @param replace whether the person agreed to replacing what lies there
   */
  public void save(Path target, boolean replace) {
    Path from = checkpoint();
    Thresholds thresholds = model.thresholdsProperty().get();
    double[] own = thresholds.ownCount() == 0 ? new double[0] : thresholds.resolved();
    workbench
        .background()
        .show(
            "Saving " + target.getFileName(),
            job -> {
              boolean there = Files.exists(target);
              ThresholdCopy.write(from, target, thresholds.global(), own, replace);
              return there ? "Replaced " + target : "Saved as " + target;
            })
        .onDone(workbench.problems()::note);
  }
}
