package org.tagwright.model.graph;

/** What a graph knows of a weight: its values stay where they are. */
public interface NamedTensor {
  /** torchvision's name, such as {@code layer1.0.conv1.weight}. */
  String name();

  /** As PyTorch has it. */
  long[] shape();
}
