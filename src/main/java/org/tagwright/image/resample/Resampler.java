package org.tagwright.image.resample;

import org.jspecify.annotations.Nullable;
import org.tagwright.config.backbone.Interpolation;

/**
 * Antialiased resizing with one of PIL's filters, which widen with the reduction. Made for one pair
 * of sizes, with scratch space: one thread at a time.
 */
public interface Resampler {
  /**
   * @param rows of an image of the size that this was made for, packed as {@link PackedRows} says
   * @param into output, height × width × 3, RGB
   */
  void resize(int[][] rows, byte[] into);

  /** Both sides to {@code size}. */
  static Resampler squash(int width, int height, int size, Interpolation interpolation) {
    Span across = Span.middle(width, size, size);
    Span down = Span.middle(height, size, size);
    return of(0, width, across, down, interpolation, null);
  }

  /** To any width and height, of which only the middle is made; bilinear. */
  static Resampler middle(
      int width, int height, int toWidth, int toHeight, int keptWidth, int keptHeight) {
    Span across = Span.middle(width, toWidth, keptWidth);
    Span down = Span.middle(height, toHeight, keptHeight);
    return of(0, width, across, down, Interpolation.BILINEAR, null);
  }

  /**
   * A part of an image, as if it was cut out first, both sides to {@code size}.
   *
   * @param used one that is not needed any more, or {@code null}
   */
  static Resampler part(
      int left,
      int top,
      int width,
      int height,
      int size,
      Interpolation interpolation,
      @Nullable Resampler used) {
    int first = left / 4 * 4;
    Span across = new Span(width, size, 0, size, left - first);
    Span down = new Span(height, size, 0, size, top);
    return of(first, left - first + width, across, down, interpolation, used);
  }

  /**
   * Shortest side to {@code shortest}, then the centre, with torchvision's rounding: the long side
   * is rounded down, the offset to the nearest even number at halves.
   *
   * @param size of both sides of the centre, at most {@code shortest}
   */
  static Resampler crop(
      int width, int height, int shortest, int size, Interpolation interpolation) {
    int scaledWidth = width <= height ? shortest : (int) ((long) shortest * width / height);
    int scaledHeight = width <= height ? (int) ((long) shortest * height / width) : shortest;
    int left = (int) Math.rint((scaledWidth - size) / 2.0);
    int top = (int) Math.rint((scaledHeight - size) / 2.0);
    Span across = new Span(width, scaledWidth, left, size, 0);
    Span down = new Span(height, scaledHeight, top, size, 0);
    return of(0, width, across, down, interpolation, null);
  }

  /**
   * @param left first pixel of a row that is read, a multiple of four
   * @param width how many are read
   */
  private static Resampler of(
      int left,
      int width,
      Span across,
      Span down,
      Interpolation interpolation,
      @Nullable Resampler used) {
    return switch (interpolation) {
      case BILINEAR ->
          new BilinearResampler(
              left, width, across, down, used instanceof BilinearResampler same ? same : null);
      case BICUBIC -> new BicubicResampler(left, width, across, down);
    };
  }
}
