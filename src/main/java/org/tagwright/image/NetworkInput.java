package org.tagwright.image;

import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.ExperimentConfig.ExifOrientation;
import org.tagwright.config.ExperimentConfig.ResizeMode;

/**
 * How an image file becomes what a network takes; the same in training and in every later use.
 *
 * @param side of the square, pixels
 * @param resize how an image becomes a square
 * @param orientation whether photos are turned upright before
 */
public record NetworkInput(int side, ResizeMode resize, ExifOrientation orientation) {
  public NetworkInput {
    if (side < 1) {
      throw new IllegalArgumentException("side " + side);
    }
  }

  /** Of images as they are stored. */
  public NetworkInput(int side, ResizeMode resize) {
    this(side, resize, ExifOrientation.IGNORE);
  }

  /** What a training with that configuration takes. */
  public static NetworkInput of(ExperimentConfig.Data data) {
    return new NetworkInput(data.imageSize(), data.resize(), data.orientation());
  }

  /** The same, but of another size. */
  public NetworkInput withSide(int pixels) {
    return new NetworkInput(pixels, resize, orientation);
  }
}
