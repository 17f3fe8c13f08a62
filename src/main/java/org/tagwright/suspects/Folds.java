package org.tagwright.suspects;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.data.DatasetIndex;
import org.tagwright.data.Split;

/** Deals the samples of a data set into parts of equal size, each with its share of every class. */
final class Folds {
  static final int FEWEST = 2;
  static final int MOST = 20;

  private Folds() {}

  /**
   * The stems of each part, in the order of the index: the same for the same samples and seed.
   *
   * @throws TagwrightException of kind input where there are too few samples for so many folds
   */
  static List<List<String>> of(DatasetIndex index, int folds, long seed) {
    require(folds);
    if (index.size() < 3 * folds) {
      throw TagwrightException.input(
          "There are only %d samples under %s: too few for %d folds, of which each must train on three samples at least."
              .formatted(index.size(), index.folder(), folds));
    }
    List<List<String>> parts = new ArrayList<>();
    DatasetIndex rest = index;
    for (int left = folds; left > 1; left--) {
      Split split =
          Split.of(rest, ExperimentConfig.SplitMethod.STRATIFIED, 1.0 / left, seed + left);
      parts.add(stems(rest, split.validation()));
      rest = rest.only(split.train());
    }
    parts.add(stems(rest, rest.all()));
    return parts;
  }

  /**
   * @throws TagwrightException of kind input where no data set can be dealt into so many folds
   */
  static void require(int folds) {
    if (folds < FEWEST || folds > MOST) {
      throw TagwrightException.input(
          "The number of folds is %d; it must be %d to %d.".formatted(folds, FEWEST, MOST));
    }
  }

  private static List<String> stems(DatasetIndex index, int[] samples) {
    return IntStream.of(samples).mapToObj(index::stem).toList();
  }
}
