package org.tagwright.train;

import java.util.List;
import java.util.Map;
import org.tagwright.metric.Metric;
import org.tagwright.metric.ThresholdPoint;
import org.tagwright.run.ClassScore;

/**
 * What a pass over a split without training says of the present weights.
 *
 * @param loss mean over the images, with the same positive weights as in training
 * @param metrics every metric, at {@code threshold}
 * @param threshold tuned on these scores, or the configured one
 * @param perClassThresholds the best for each class alone, by class index; empty where none was
 *     looked for
 * @param curve selection metric by threshold
 */
public record Evaluation(
    double loss,
    Map<Metric, Double> metrics,
    double threshold,
    double[] perClassThresholds,
    List<ClassScore> perClass,
    List<ThresholdPoint> curve) {}
