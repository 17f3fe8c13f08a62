package org.tagwright.model.head;

import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.ExperimentConfig.Pooling;
import org.tagwright.model.backbone.Network;
import org.tagwright.model.layer.Activation;
import org.tagwright.model.layer.BatchNorm;
import org.tagwright.model.layer.Concat;
import org.tagwright.model.layer.Dropout;
import org.tagwright.model.layer.Layer;
import org.tagwright.model.layer.Linear;
import org.tagwright.model.layer.Pool;
import org.tagwright.model.layer.Scope;
import org.tagwright.model.layer.Sequence;

/**
 * From the last feature maps to logits, in two parts.
 *
 * @param neck from the maps to the features, which stay the same while the backbone is frozen
 * @param layers from the features, float32, to N × classes
 */
public record Head(Layer neck, Layer layers) {

  /** The head that {@code model} asks for, its weights made under {@code root}. */
  public static Head of(ExperimentConfig.Model model, Network network, int classes, Scope root) {
    Scope at = root.at(network.head());
    return switch (model.head()) {
      case LINEAR -> linear(model.pooling(), network, classes, root);
      case CSRA -> new Head(network.places(), new Csra(at, network.channels(), classes));
      case ML_DECODER -> new Head(network.places(), new MlDecoder(at, network.channels(), classes));
    };
  }

  private static Head linear(Pooling pooling, Network network, int classes, Scope root) {
    Network.Neck neck = network.neck();
    if (neck != null && !neck.pooled()) {
      return linear(neck.layers().under(root), neck.features(), network, classes, root);
    }
    int channels = network.channels();
    Layer after = neck == null ? Activation.NONE : neck.layers().under(root);
    Layer mean = new Sequence(Pool.globalMean(), after);
    Layer max = new Sequence(Pool.globalMax(), after);
    return switch (pooling) {
      case AVERAGE -> linear(mean, channels, network, classes, root);
      case MAX -> linear(max, channels, network, classes, root);
      case BOTH -> linear(new Concat(mean, max), 2 * channels, network, classes, root);
    };
  }

  /** The backbone's own dropout, then Linear and batch norm in place of its last linear layer. */
  private static Head linear(Layer neck, int features, Network network, int classes, Scope root) {
    Scope at = root.at(network.head());
    return new Head(
        neck,
        new Sequence(
            Dropout.elements(network.headDropout()),
            new Linear(at.at(0), features, classes),
            new BatchNorm(at.at(1), classes)));
  }
}
