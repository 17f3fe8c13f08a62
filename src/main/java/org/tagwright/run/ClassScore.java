package org.tagwright.run;

/**
 * How well one class was predicted at one validation.
 *
 * @param support number of validation images that carry the class
 * @param threshold the threshold tuned for this class alone, or {@code null}
 */
public record ClassScore(
    String name,
    double precision,
    double recall,
    double f1,
    double averagePrecision,
    int support,
    Double threshold) {}
