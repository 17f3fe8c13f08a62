package org.tagwright.model.backbone;

import static org.tagwright.model.layer.Activation.NONE;

import java.util.ArrayList;
import java.util.List;
import org.tagwright.model.layer.Activation;
import org.tagwright.model.layer.Conv;
import org.tagwright.model.layer.Dropout;
import org.tagwright.model.layer.Layer;
import org.tagwright.model.layer.Residual;
import org.tagwright.model.layer.Scope;
import org.tagwright.model.layer.Sequence;

/**
 * The inverted residual of MobileNetV3 and EfficientNet: expand, convolve each channel by itself,
 * excite, project.
 *
 * @param wide number of channels in between
 * @param squeezed channels of the squeeze and excitation, or 0: none
 * @param activation after the first two convolutions
 */
record MobileBlock(int kernel, int wide, int out, int squeezed, Activation activation, int stride) {
  /**
   * Under {@code block} of a place.
   *
   * @param drop probability that training leaves the block out for an image
   */
  Layer at(Scope at, int in, Units units, SqueezeExcitation excitation, double drop) {
    Scope block = at.at("block");
    List<Layer> layers = new ArrayList<>();
    if (wide != in) {
      layers.add(units.at(block.at(layers.size()), Conv.of(in, wide, 1), wide, activation));
    }
    Conv.Spec each = Conv.of(wide, wide, kernel).stride(stride).depthwise();
    layers.add(units.at(block.at(layers.size()), each, wide, activation));
    if (squeezed > 0) {
      layers.add(excitation.at(block.at(layers.size()), wide, squeezed));
    }
    layers.add(units.at(block.at(layers.size()), Conv.of(wide, out, 1), out, NONE));
    return residual(layers, stride == 1 && in == out, drop);
  }

  /** With a path around the layers where the shapes allow it. */
  static Layer residual(List<Layer> layers, boolean around, double drop) {
    if (!around) {
      return new Sequence(layers);
    }
    layers.add(Dropout.samples(drop));
    return new Residual(new Sequence(layers), NONE, NONE);
  }

  /** The multiple that is closest to a number of channels and at least nine tenths of it. */
  static int multiple(int of, double channels) {
    int closest = Math.max(of, (int) (channels + of / 2.0) / of * of);
    return closest < 0.9 * channels ? closest + of : closest;
  }
}
