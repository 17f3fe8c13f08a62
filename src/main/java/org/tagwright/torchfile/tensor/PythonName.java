package org.tagwright.torchfile.tensor;

/**
 * Something of Python that is known by name only, such as the dtype {@code torch.float16}.
 *
 * @param name with its module
 */
public record PythonName(String name) {
  @Override
  public String toString() {
    return name;
  }
}
