package org.tagwright.model;

import java.util.List;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.model.backbone.Network;
import org.tagwright.model.graph.Graph;
import org.tagwright.model.graph.GraphBuilder;
import org.tagwright.model.graph.Value;
import org.tagwright.model.head.Head;
import org.tagwright.model.layer.Scope;
import org.tagwright.model.layer.Weight;

/**
 * A backbone with its head: how images become logits.
 *
 * @param state every weight, in the order of torchvision's state dict; their values not yet made
 */
public record Architecture(Network network, Head head, List<Weight> state) {
  /** What {@code model} describes, for so many classes. */
  static Architecture of(ExperimentConfig.Model model, int classes) {
    Scope root = Scope.root();
    Network network = Backbone.of(model.backbone()).build(root);
    return new Architecture(network, Head.of(model, network, classes, root), root.state());
  }

  /**
   * Adds to a graph what the network computes in an evaluation.
   *
   * @param images N,3,H,W, normalised; or bytes N,H,W,3, where {@code bytes} says so
   * @return the logits, N × classes
   */
  public Value describe(Value images, boolean bytes, Graph graph) {
    GraphBuilder builder = new GraphBuilder(graph);
    Value input = bytes ? Normalisation.describe(images, builder) : images;
    Value maps = network.maps().describe(input, builder);
    return head.layers().describe(head.neck().describe(maps, builder), builder);
  }
}
