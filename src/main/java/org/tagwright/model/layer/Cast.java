package org.tagwright.model.layer;

import ai.djl.ndarray.NDArray;

/**
 * An array in another number format, or the original where the format is the same.
 *
 * @param owned whether the array was made for the occasion and goes with it
 */
public record Cast(NDArray array, boolean owned) implements AutoCloseable {
  @Override
  public void close() {
    if (owned) {
      array.close();
    }
  }
}
