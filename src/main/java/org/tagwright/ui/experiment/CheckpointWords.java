package org.tagwright.ui.experiment;

import org.tagwright.checkpoint.CheckpointMetadata;
import org.tagwright.common.Units;
import org.tagwright.metric.Metric;

/** A checkpoint's score in words. */
final class CheckpointWords {
  private CheckpointWords() {}

  static String of(CheckpointMetadata metadata) {
    String key = metadata.extras().selectionMetric();
    Double score = key == null ? null : metadata.extras().metrics().get(key);
    String metric = key == null ? "F1" : Metric.ofKey(key).map(Metric::title).orElse(key);
    if (score == null) {
      score = metadata.bestValF1();
    }
    if (score == null) {
      return "Existing: a checkpoint without a score; replaced by any score.";
    }
    String epoch = metadata.bestEpoch() == null ? "" : " of epoch " + metadata.bestEpoch();
    return Units.text(
        "Existing: %s %.4f%s; replaced only by a better score.", metric, score, epoch);
  }
}
