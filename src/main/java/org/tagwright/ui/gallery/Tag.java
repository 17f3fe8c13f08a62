package org.tagwright.ui.gallery;

/**
 * One label on one image.
 *
 * @param score sigmoid score in 0..1, or NaN where a person said so
 * @param threshold what the score was held against
 */
public record Tag(int classIndex, String name, float score, double threshold, Outcome outcome) {}
