package org.tagwright.metric;

/**
 * A chosen threshold and the metric's value there.
 *
 * @param threshold exactly a float32 number, so that {@code score > threshold} means the same in
 *     float32 and float64, and after being saved and read
 * @param score the metric with every score above {@code threshold} predicted
 */
public record TunedThreshold(double threshold, double score) {}
