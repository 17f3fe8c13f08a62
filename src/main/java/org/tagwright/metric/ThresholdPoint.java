package org.tagwright.metric;

/** A metric's value at a threshold; one point of a curve. */
public record ThresholdPoint(double threshold, double score) {}
