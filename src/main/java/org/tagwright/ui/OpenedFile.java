package org.tagwright.ui;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.tagwright.common.TagwrightException;
import org.tagwright.results.CheckpointScan;
import org.tagwright.review.DroppedImages;
import org.tagwright.ui.common.Navigator;
import org.tagwright.ui.common.ViewId;
import org.tagwright.ui.common.ViewRequest.LabelImages;
import org.tagwright.ui.common.ViewRequest.ShowCheckpoint;

/** Where the window goes with a file that it was opened with: each kind has a view. */
record OpenedFile(Path file) {
  /**
   * @param configuration opens a file of settings in the form
   * @throws TagwrightException for a file of another kind
   */
  void show(Navigator navigator, Consumer<Path> configuration) {
    if (CheckpointScan.isNamedLikeOne(file)) {
      navigator.go(new ShowCheckpoint(file));
    } else if (file.toString().toLowerCase(Locale.ROOT).endsWith(".json")) {
      navigator.go(ViewId.EXPERIMENT);
      configuration.accept(file);
    } else if (DroppedImages.suits(file)) {
      navigator.go(new LabelImages(List.of(file)));
    } else {
      throw TagwrightException.input(
          "Tagwright cannot show "
              + file
              + ". It opens checkpoints (.pt), configurations (.json), images, and folders of"
              + " images.");
    }
  }
}
