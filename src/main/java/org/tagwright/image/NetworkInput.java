package org.tagwright.image;

import org.tagwright.config.DataSettings;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.ExperimentConfig.ExifOrientation;
import org.tagwright.config.ExperimentConfig.ResizeMode;
import org.tagwright.config.backbone.Interpolation;

/**
 * How an image file becomes what a network takes; the same in training and in every later use.
 *
 * @param side of the square, pixels
 * @param resize how an image becomes a square
 * @param resizeSize length of the shortest side before a crop, pixels
 * @param interpolation how pixels are made in resizing
 * @param orientation whether photos are turned upright before
 */
public record NetworkInput(
    int side,
    ResizeMode resize,
    int resizeSize,
    Interpolation interpolation,
    ExifOrientation orientation) {
  public NetworkInput {
    if (side < 1 || resizeSize < side) {
      throw new IllegalArgumentException("side " + side + " of " + resizeSize);
    }
  }

  /** Of images as they are stored, bilinear, with as little cut off as can be. */
  public NetworkInput(int side, ResizeMode resize) {
    this(side, resize, side, Interpolation.BILINEAR, ExifOrientation.IGNORE);
  }

  /** What a training with that configuration takes. */
  public static NetworkInput of(ExperimentConfig.Data data) {
    boolean resizes = data.resize() == ResizeMode.CROP && data.resizeSize() != null;
    return new NetworkInput(
        data.imageSize(),
        data.resize(),
        resizes ? data.resizeSize() : data.imageSize(),
        data.interpolation(),
        data.orientation());
  }

  /** The same, but of another size: the same part of each image. */
  public NetworkInput withSide(int pixels) {
    int resized = DataSettings.scaled(resizeSize, side, pixels);
    return new NetworkInput(pixels, resize, resized, interpolation, orientation);
  }

  /**
   * The side of the central square that is cropped, as a fraction of an image's shortest side; 0
   * where the whole image is squashed.
   */
  public double cropFraction() {
    return resize == ResizeMode.CROP ? side / (double) resizeSize : 0;
  }
}
