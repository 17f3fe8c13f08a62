package org.tagwright.train;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tagwright.common.Progress;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.ExperimentConfig.OnProblem;
import org.tagwright.data.DatasetCheck;
import org.tagwright.data.DatasetIndex;
import org.tagwright.data.DatasetReport;
import org.tagwright.data.Split;
import org.tagwright.data.labels.LabelBook;
import org.tagwright.image.ImageProbe;

/**
 * Data that were found fit to train on.
 *
 * @param report what the check found, for the summary
 */
public record PreparedData(DatasetReport report, DatasetIndex index, Split split) {
  private static final Logger LOG = LoggerFactory.getLogger(PreparedData.class);

  /**
   * Checks the data and draws the split. Where samples with problems are left out, every image is
   * decoded once.
   *
   * @throws org.tagwright.common.TagwrightException of kind input with everything that is wrong
   */
  public static PreparedData of(ExperimentConfig config, Progress progress) {
    LabelBook.requireFinished(config.data().trainLabelsFolder());
    OnProblem onProblem = config.data().onProblem();
    // What may be left out has to be known before the split: some damage only decoding finds.
    ImageProbe.Depth depth =
        onProblem == OnProblem.SKIP ? ImageProbe.Depth.DECODE_CHANGED : ImageProbe.Depth.STRUCTURE;
    DatasetReport report = DatasetCheck.run(config.data(), depth, progress);
    DatasetIndex index = report.usable(onProblem);
    if (report.leftOut() > 0) {
      LOG.warn("Samples with problems are left out of the training:\n{}", report.toText());
    }
    return new PreparedData(
        report, index, Split.of(index, config.data(), config.training().seed()));
  }

  /** Equal for equal samples and classes, whatever folder they are in: guards a resume. */
  String fingerprint() {
    return index.fingerprint(index.all());
  }

  /** What the run is validated on, see {@link Split#validatedOn}. */
  String validatedOn() {
    return split.validatedOn(index);
  }
}
