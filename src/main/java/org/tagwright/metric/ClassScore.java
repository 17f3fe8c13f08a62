package org.tagwright.metric;

/**
 * How one class fares at a threshold. Precision is 0 where nothing was predicted, recall 0 where
 * there is no positive (scikit-learn's {@code zero_division=0}).
 *
 * @param index class index, from 0
 * @param support number of positives
 * @param predicted number of predictions
 * @param averagePrecision threshold-free; NaN where the class has no positive
 */
public record ClassScore(
    int index,
    int support,
    int predicted,
    double precision,
    double recall,
    double f1,
    double averagePrecision) {}
