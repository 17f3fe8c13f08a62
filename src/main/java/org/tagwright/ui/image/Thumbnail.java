package org.tagwright.ui.image;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.IntBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.image.Image;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;

/**
 * Small pictures of image files, of exactly the pixels that they are shown at and with round
 * corners of their own: without a graphics card, scaling and clipping in every frame is most of
 * what scrolling costs.
 */
final class Thumbnail {
  private Thumbnail() {}

  /**
   * What a thumbnail has to fit into.
   *
   * @param width pixels of the screen
   * @param height pixels of the screen
   * @param corner radius of the corners, pixels of the screen
   * @param filled whether the picture covers the frame and loses what stands out on two sides; else
   *     it is seen whole, and its corners are its own
   */
  record Frame(int width, int height, int corner, boolean filled) {
    static Frame filled(int width, int height, int corner) {
      return new Frame(width, height, corner, true);
    }

    static Frame whole(int width, int height) {
      return new Frame(width, height, 0, false);
    }
  }

  /**
   * @return an image whose {@code isError()} is true where the file is not a picture
   */
  static Image of(Path file, Frame frame) throws IOException {
    if (!frame.filled) {
      return load(file, frame.width, frame.height);
    }
    Image high = load(file, 0, frame.height);
    Image covering =
        high.isError() || high.getWidth() >= frame.width ? high : load(file, frame.width, 0);
    return covering.isError() ? covering : middle(covering, frame);
  }

  /** A side of 0 follows from the other one. */
  private static Image load(Path file, int width, int height) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      return new Image(in, width, height, true, true);
    }
  }

  private static Image middle(Image image, Frame frame) {
    int width = Math.min(frame.width, (int) image.getWidth());
    int height = Math.min(frame.height, (int) image.getHeight());
    int left = ((int) image.getWidth() - width) / 2;
    int top = ((int) image.getHeight() - height) / 2;
    int[] pixels = new int[width * height];
    PixelReader reader = image.getPixelReader();
    reader.getPixels(
        left, top, width, height, PixelFormat.getIntArgbPreInstance(), pixels, 0, width);
    roundCorners(pixels, width, height, Math.min(frame.corner, Math.min(width, height) / 2));
    return new WritableImage(
        new PixelBuffer<>(
            width, height, IntBuffer.wrap(pixels), PixelFormat.getIntArgbPreInstance()));
  }

  private static void roundCorners(int[] pixels, int width, int height, int radius) {
    for (int y = 0; y < radius; y++) {
      for (int x = 0; x < radius; x++) {
        // How much of the pixel lies within the circle, as good as its distance tells.
        double distance = Math.hypot(radius - x - 0.5, radius - y - 0.5);
        double covered = Math.max(0, Math.min(1, radius - distance + 0.5));
        int upper = y * width;
        int lower = (height - 1 - y) * width;
        fade(pixels, upper + x, covered);
        fade(pixels, upper + width - 1 - x, covered);
        fade(pixels, lower + x, covered);
        fade(pixels, lower + width - 1 - x, covered);
      }
    }
  }

  /** Colours are stored multiplied by their opacity, so all four shrink alike. */
  private static void fade(int[] pixels, int at, double covered) {
    int pixel = pixels[at];
    int faded = 0;
    for (int shift = 0; shift < 32; shift += 8) {
      faded |= (int) Math.round((pixel >>> shift & 255) * covered) << shift;
    }
    pixels[at] = faded;
  }
}
