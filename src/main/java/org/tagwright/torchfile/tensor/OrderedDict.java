package org.tagwright.torchfile.tensor;

import java.util.LinkedHashMap;
import java.util.Map;

/** Python's {@code collections.OrderedDict}, which is what a PyTorch module's state dict is. */
public final class OrderedDict extends LinkedHashMap<Object, Object> {
  private static final long serialVersionUID = 1L;

  public OrderedDict() {}

  public OrderedDict(Map<?, ?> entries) {
    super(entries);
  }
}
