package org.tagwright.checkpoint;

import java.util.Optional;
import org.tagwright.metric.Metric;

/** What a checkpoint says of the score it was selected for. */
public final class SavedScores {
  private SavedScores() {}

  public static Optional<CheckpointShelf.SavedScore> of(CheckpointMetadata metadata) {
    TagwrightExtras extras = metadata.extras();
    if (extras.selectionMetric() == null || metadata.bestValF1() == null) {
      return Optional.empty();
    }
    return Metric.ofKey(extras.selectionMetric())
        .map(
            metric ->
                new CheckpointShelf.SavedScore(
                    metric, metadata.bestValF1(), extras.run() == null ? "" : extras.run()));
  }
}
