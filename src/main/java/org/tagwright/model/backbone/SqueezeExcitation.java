package org.tagwright.model.backbone;

import java.util.function.IntFunction;
import org.tagwright.model.layer.Activation;
import org.tagwright.model.layer.Conv;
import org.tagwright.model.layer.Fill;
import org.tagwright.model.layer.Layer;
import org.tagwright.model.layer.Pool;
import org.tagwright.model.layer.Scaled;
import org.tagwright.model.layer.Scope;
import org.tagwright.model.layer.Sequence;

/**
 * Squeeze and excitation, Hu et al. 2018: each channel scaled by what all channels' means say.
 *
 * @param activation between the two convolutions
 * @param gate from the second one to the scales
 * @param bias how the bias of a convolution of so many channels starts
 */
record SqueezeExcitation(Activation activation, Activation gate, IntFunction<Fill> bias) {
  SqueezeExcitation(Activation activation, Activation gate) {
    this(activation, gate, in -> Fill.constant(0));
  }

  Layer at(Scope at, int channels, int squeezed) {
    return new Scaled(
        new Sequence(
            Pool.adaptiveMean(1),
            Conv.of(channels, squeezed, 1).bias(bias.apply(channels)).at(at.at("fc1")),
            activation,
            Conv.of(squeezed, channels, 1).bias(bias.apply(squeezed)).at(at.at("fc2")),
            gate));
  }
}
