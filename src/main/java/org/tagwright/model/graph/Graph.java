package org.tagwright.model.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a network computes in an evaluation, operation by operation, as its layers describe it to a
 * {@link GraphBuilder}: without weights' values and without PyTorch.
 *
 * <p>Operations and their attributes are those of ONNX's operator set 17, the field's common
 * vocabulary. A node is named after torchvision's module: that of its weight, or the one around the
 * weight that was used last, with the operation's name.
 */
public final class Graph {
  /**
   * An operation.
   *
   * @param attributes {@code Long}, {@code Float} or {@code long[]}, by the operation's names
   */
  public record Node(
      String operation,
      String name,
      List<Value> inputs,
      Map<String, Object> attributes,
      Value output) {}

  /**
   * Numbers that are no weights.
   *
   * @param values {@code float[]} or {@code long[]}, row-major
   */
  public record Constant(Object values, long... shape) {}

  private final List<Node> nodes = new ArrayList<>();
  private final Map<String, NamedTensor> weights = new LinkedHashMap<>();
  private final Map<String, Constant> constants = new LinkedHashMap<>();
  private final Map<String, Integer> names = new HashMap<>();

  /** The module around the weight that was used last. */
  private String module = "";

  /** In the order of the calculation. */
  public List<Node> nodes() {
    return Collections.unmodifiableList(nodes);
  }

  /** Those in use, by name. */
  public Map<String, NamedTensor> weights() {
    return Collections.unmodifiableMap(weights);
  }

  /** By name. */
  public Map<String, Constant> constants() {
    return Collections.unmodifiableMap(constants);
  }

  /**
   * What comes from outside, such as images.
   *
   * @param shape its first size may be {@link Value#FREE}
   */
  public Value input(String name, long... shape) {
    return new Value(unique(name), shape);
  }

  /** A weight as an operand. */
  Value weight(NamedTensor weight) {
    weights.put(weight.name(), weight);
    module = module(module(weight.name()));
    return new Value(weight.name(), weight.shape());
  }

  Value constant(Object values, long... shape) {
    Value value = new Value(unique(within("constant")), shape);
    constants.put(value.name(), new Constant(values, shape));
    return value;
  }

  /** Adds an operation without weights of its own. */
  Value node(String operation, List<Value> inputs, Map<String, Object> attributes, long... shape) {
    String name = within(operation.toLowerCase(Locale.ROOT));
    return named(name, operation, inputs, attributes, shape);
  }

  Value named(
      String name,
      String operation,
      List<Value> inputs,
      Map<String, Object> attributes,
      long... shape) {
    Value output = new Value(unique(name), shape);
    nodes.add(new Node(operation, output.name(), List.copyOf(inputs), attributes, output));
    return output;
  }

  /** The module that a weight, or another module, is in. */
  static String module(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('.')));
  }

  private String within(String name) {
    return module.isEmpty() ? name : module + "." + name;
  }

  private String unique(String name) {
    int number = names.merge(name, 1, Integer::sum);
    return number == 1 ? name : name + "_" + number;
  }
}
