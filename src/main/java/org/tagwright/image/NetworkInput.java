package org.tagwright.image;

import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.ExperimentConfig.ResizeMode;

/**
 * How an image file becomes what a network takes; the same in training and in every later use.
 *
 * @param side of the square, pixels
 * @param resize how an image becomes a square
 */
public record NetworkInput(int side, ResizeMode resize) {
  public NetworkInput {
    if (side < 1) {
      throw new IllegalArgumentException("side " + side);
    }
  }

  /** What a training with that configuration takes. */
  public static NetworkInput of(ExperimentConfig.Data data) {
    return new NetworkInput(data.imageSize(), data.resize());
  }

  /** The same, but of another size. */
  public NetworkInput withSide(int pixels) {
    return new NetworkInput(pixels, resize);
  }
}
