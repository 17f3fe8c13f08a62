package org.tagwright.model.backbone;

import org.tagwright.model.layer.Activation;
import org.tagwright.model.layer.BatchNorm;
import org.tagwright.model.layer.Conv;
import org.tagwright.model.layer.ConvNorm;
import org.tagwright.model.layer.Layer;
import org.tagwright.model.layer.Scope;

/**
 * What torchvision calls Conv2dNormActivation: a convolution under {@code 0} of its place, its
 * batch norm under {@code 1}.
 *
 * @param epsilon of the batch norms, see {@link BatchNorm}
 */
record Units(float epsilon, float momentum) {
  /** With PyTorch's batch norm. */
  Units() {
    this(1e-5f, 0.1f);
  }

  Layer at(Scope at, Conv.Spec conv, int channels, Activation activation) {
    return new ConvNorm(
        conv.at(at.at(0)), new BatchNorm(at.at(1), channels, epsilon, momentum), activation);
  }
}
