package org.tagwright.ui.experiment;

import java.nio.file.Path;
import java.util.List;
import org.tagwright.common.Progress;
import org.tagwright.weights.BackboneWeights;

/** What is known of the backbones and of their weights on this machine. */
public interface BackboneShelf {
  List<BackboneWeights.Facts> facts();

  /** Whether its weights lie in the folder. Reads the disk. */
  boolean atHand(String backbone, Path weightsFolder);

  /** Downloads its weights into the folder. */
  void fetch(String backbone, Path weightsFolder, Progress progress);

  /** The published weights and the disk. */
  static BackboneShelf real() {
    BackboneWeights weights = new BackboneWeights();
    List<BackboneWeights.Facts> facts = weights.facts();
    return new BackboneShelf() {
      @Override
      public List<BackboneWeights.Facts> facts() {
        return facts;
      }

      @Override
      public boolean atHand(String backbone, Path weightsFolder) {
        return weights.atHand(backbone, weightsFolder);
      }

      @Override
      public void fetch(String backbone, Path weightsFolder, Progress progress) {
        weights.fetch(backbone, weightsFolder, progress);
      }
    };
  }
}
