package org.tagwright.torchfile.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** A Python tuple. Items may be {@code null} (None). */
public record TorchTuple(List<Object> items) {
  public static final TorchTuple EMPTY = new TorchTuple(List.of());

  public TorchTuple {
    items = Collections.unmodifiableList(new ArrayList<>(items));
  }

  public static TorchTuple of(Object... items) {
    return new TorchTuple(Arrays.asList(items));
  }

  @Override
  public String toString() {
    return "TorchTuple" + items;
  }
}
