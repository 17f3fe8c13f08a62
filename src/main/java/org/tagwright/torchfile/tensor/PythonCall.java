package org.tagwright.torchfile.tensor;

import java.util.stream.Collectors;

/**
 * An object that has no counterpart here, as the call that makes it: a set, a complex number, a
 * {@code Counter}, a sparse tensor. It was not made, only written down; {@code TorchWriter} writes
 * the same call again.
 *
 * @param function with its module, such as {@code builtins.set}
 */
public record PythonCall(String function, TorchTuple arguments) {
  @Override
  public String toString() {
    String name = function.startsWith("builtins.") ? function.substring(9) : function;
    return arguments.items().stream()
        .map(String::valueOf)
        .collect(Collectors.joining(", ", name + "(", ")"));
  }
}
