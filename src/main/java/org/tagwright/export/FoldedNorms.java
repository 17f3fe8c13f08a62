package org.tagwright.export;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.tagwright.model.graph.Graph;
import org.tagwright.model.graph.Graph.Node;
import org.tagwright.model.graph.Value;
import org.tagwright.torchfile.tensor.TorchTensor;

/**
 * A graph in which each batch norm that directly follows a convolution or a linear layer is worked
 * into its weights.
 *
 * @param nodes in the order of the calculation
 * @param weights those that the nodes use, by name
 */
record FoldedNorms(List<Node> nodes, Map<String, WeightValues> weights) {
  private static final Set<String> FOLDABLE = Set.of("Conv", "Gemm");

  /**
   * @param output what must stay as it is
   */
  static FoldedNorms of(Graph graph, Value output, Map<String, TorchTensor> state) {
    Map<String, Integer> uses = new HashMap<>(Map.of(output.name(), 1));
    Map<String, Node> made = new HashMap<>();
    for (Node node : graph.nodes()) {
      node.inputs().forEach(input -> uses.merge(input.name(), 1, Integer::sum));
      made.put(node.output().name(), node);
    }
    List<Node> nodes = new ArrayList<>();
    Map<String, WeightValues> changed = new HashMap<>();
    for (Node node : graph.nodes()) {
      Node before = made.get(node.inputs().get(0).name());
      if (node.operation().equals("BatchNormalization")
          && before != null
          && FOLDABLE.contains(before.operation())
          && uses.getOrDefault(before.output().name(), 0) == 1
          && uses.getOrDefault(before.inputs().get(1).name(), 0) == 1) {
        nodes.remove(before);
        nodes.add(folded(before, node, state, changed));
      } else {
        nodes.add(node);
      }
    }
    Map<String, WeightValues> weights = new LinkedHashMap<>();
    for (Node node : nodes) {
      for (Value input : node.inputs()) {
        if (graph.weights().containsKey(input.name())) {
          weights.computeIfAbsent(
              input.name(),
              name -> changed.getOrDefault(name, WeightValues.of(tensor(name, state))));
        }
      }
    }
    return new FoldedNorms(nodes, weights);
  }

  private static Node folded(
      Node layer, Node norm, Map<String, TorchTensor> state, Map<String, WeightValues> changed) {
    Value weight = layer.inputs().get(1);
    Value bias = norm.inputs().get(2);
    float[] scale = values(norm, 1, state);
    float[] shift = values(norm, 2, state);
    float[] mean = values(norm, 3, state);
    float[] variance = values(norm, 4, state);
    float[] own = layer.inputs().size() > 2 ? values(layer, 2, state) : new float[scale.length];
    double epsilon = (Float) norm.attributes().getOrDefault("epsilon", 1e-5f);
    double[] factors = new double[scale.length];
    for (int c = 0; c < factors.length; c++) {
      factors[c] = scale[c] / Math.sqrt(variance[c] + epsilon);
      shift[c] = (float) (shift[c] + (own[c] - mean[c]) * factors[c]);
    }
    changed.put(weight.name(), WeightValues.of(tensor(weight.name(), state)).times(factors));
    changed.put(bias.name(), WeightValues.of(shift));
    return new Node(
        layer.operation(),
        layer.name(),
        List.of(layer.inputs().get(0), weight, bias),
        layer.attributes(),
        norm.output());
  }

  private static float[] values(Node node, int input, Map<String, TorchTensor> state) {
    return tensor(node.inputs().get(input).name(), state).floats();
  }

  private static TorchTensor tensor(String name, Map<String, TorchTensor> state) {
    return Objects.requireNonNull(state.get(name), name);
  }
}
