package org.tagwright.proposal;

import java.nio.file.Path;
import java.util.BitSet;

/**
 * What a checkpoint proposes as the labels of a new image.
 *
 * @param name below the folder of the new images, with {@code /} between folders
 * @param scores by class index, 0..1; not a copy
 * @param labels the classes whose score is above their threshold
 * @param uncertainty summed over the classes, in bits: 0 is sure of everything
 */
public record Proposal(String name, Path file, float[] scores, BitSet labels, double uncertainty) {}
