package org.tagwright.run;

/** The selection metric's value if scores above {@code threshold} predicted the class. */
public record ThresholdPoint(double threshold, double score) {}
