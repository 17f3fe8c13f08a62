package org.tagwright.data.labels;

import org.tagwright.common.Progress;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.data.DatasetCheck;
import org.tagwright.data.DatasetIndex;

/** The samples of a data set, for work that has no use for the report about what is wrong. */
public final class Samples {
  private Samples() {}

  /**
   * Checks the data set and reads its labels.
   *
   * @throws org.tagwright.common.TagwrightException of kind input with everything that is wrong,
   *     and where a change of the labels is not finished
   */
  public static DatasetIndex of(ExperimentConfig.Data data, Progress progress) {
    LabelBook.requireFinished(data.trainLabelsFolder());
    return DatasetCheck.run(data, progress).usable(data.onProblem());
  }
}
