package org.tagwright.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.backbone.BackboneFacts;
import org.tagwright.config.backbone.PublishedWeights;
import org.tagwright.model.backbone.Network;
import org.tagwright.model.layer.Scope;
import org.tagwright.torchfile.tensor.TorchTensor;

/**
 * A backbone: its facts and how it is built. Each is declared in one file of {@code
 * model.backbone}.
 *
 * @param architecture makes the layers without the head under a scope, their weights not yet made
 */
public record Backbone(
    String name,
    long parameters,
    double gigaOperations,
    List<PublishedWeights> weights,
    Function<Scope, Network> architecture,
    int patch)
    implements BackboneFacts {

  /** Of a backbone that takes images of any size. */
  public Backbone(
      String name,
      long parameters,
      double gigaOperations,
      List<PublishedWeights> weights,
      Function<Scope, Network> architecture) {
    this(name, parameters, gigaOperations, weights, architecture, 0);
  }

  public Backbone {
    weights = List.copyOf(weights);
  }

  /** All there are, in the order in which they are offered. */
  public static List<Backbone> all() {
    return BackboneFacts.all().stream().map(Backbone.class::cast).toList();
  }

  /**
   * The backbone of the given name.
   *
   * @throws TagwrightException of kind input if there is none
   */
  public static Backbone of(String name) {
    return (Backbone) BackboneFacts.of(name);
  }

  @Override
  public int channels() {
    return build(Scope.root()).channels();
  }

  /** The layers, without the head, their weights not yet made. */
  Network build(Scope root) {
    return architecture.apply(root);
  }

  /** How tensors fit, whatever head is on top of them. */
  public LoadReport fit(Map<String, TorchTensor> tensors) {
    Scope root = Scope.root();
    Network network = build(root);
    Network.Neck neck = network.neck();
    if (neck != null) {
      neck.layers().under(root);
    }
    StateDict.takePlaces(root.state(), tensors);
    return StateDict.compare(root.state(), tensors).besides(network.head());
  }

  /** The backbone whose weights, all of them and no others, {@code tensors} are. */
  public static Optional<Backbone> fitting(Map<String, TorchTensor> tensors) {
    return all().stream().filter(b -> b.fit(tensors).complete()).findFirst();
  }

  @Override
  public String toString() {
    return name;
  }
}
