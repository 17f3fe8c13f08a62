package org.tagwright.review;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.RandomAccess;

/** Indices of images in the order shown; a plain array behind a list. */
public final class IndexList extends AbstractList<Integer> implements RandomAccess {
  private final int[] indices;

  /** Takes the array as it is, without a copy. */
  IndexList(int[] indices) {
    this.indices = indices;
  }

  @Override
  public Integer get(int position) {
    return indices[position];
  }

  @Override
  public int size() {
    return indices.length;
  }

  /** Where the image stands, or -1. */
  public int positionOf(int image) {
    for (int i = 0; i < indices.length; i++) {
      if (indices[i] == image) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof IndexList list
        ? Arrays.equals(indices, list.indices)
        : super.equals(other);
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }
}
