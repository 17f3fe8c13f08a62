package org.tagwright.config.backbone;

/**
 * What torchvision evaluates published weights on: images with the shortest side resized, of which
 * the central square is taken.
 *
 * @param resizeSize length of the shortest side, pixels
 * @param cropSize side of the square, pixels
 */
public record Preprocessing(int resizeSize, int cropSize, Interpolation interpolation) {
  /** Such as {@code 232 → 224}, and {@code 256 → 224 bicubic}. */
  @Override
  public String toString() {
    String sizes = resizeSize + " → " + cropSize;
    return interpolation == Interpolation.BICUBIC ? sizes + " bicubic" : sizes;
  }

  public static Preprocessing bilinear(int resizeSize, int cropSize) {
    return new Preprocessing(resizeSize, cropSize, Interpolation.BILINEAR);
  }

  public static Preprocessing bicubic(int resizeSize, int cropSize) {
    return new Preprocessing(resizeSize, cropSize, Interpolation.BICUBIC);
  }
}
