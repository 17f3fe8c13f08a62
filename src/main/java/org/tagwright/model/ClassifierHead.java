package org.tagwright.model;

import ai.djl.ndarray.NDArray;
import org.tagwright.model.backbone.Network;
import org.tagwright.model.layer.BatchNorm;
import org.tagwright.model.layer.Dropout;
import org.tagwright.model.layer.Layer;
import org.tagwright.model.layer.Linear;
import org.tagwright.model.layer.Pass;
import org.tagwright.model.layer.Scope;
import org.tagwright.model.layer.Sequence;

/**
 * Features to logits: the backbone's own dropout, then Linear and batch norm in place of its last
 * linear layer.
 */
final class ClassifierHead implements Layer {
  private final Layer layers;

  /** The head of {@code network}, whose weights lie under {@code root} already. */
  ClassifierHead(Network network, int classes, Scope root) {
    Scope at = root.at(network.head());
    layers =
        new Sequence(
            Dropout.elements(network.headDropout()),
            new Linear(at.at(0), network.features(), classes),
            new BatchNorm(at.at(1), classes));
  }

  @Override
  public NDArray forward(NDArray features, Pass pass) {
    return layers.forward(features, pass);
  }
}
