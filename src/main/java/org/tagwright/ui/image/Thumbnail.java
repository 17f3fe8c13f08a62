package org.tagwright.ui.image;

import java.io.IOException;
import java.nio.file.Path;
import javafx.scene.image.Image;
import org.tagwright.config.ExperimentConfig.ExifOrientation;
import org.tagwright.image.ImageUnreadableException;
import org.tagwright.image.Preview;

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
   * @throws ImageUnreadableException where the file is no image that is read
   * @throws IOException where the file cannot be read
   */
  static Image of(Path file, Frame frame, ExifOrientation orientation) throws IOException {
    Preview made =
        frame.filled
            ? Preview.covering(file, orientation, frame.width, frame.height)
            : Preview.whole(file, orientation, frame.width, frame.height, Double.MAX_VALUE);
    int[] pixels = Pictures.argb(made);
    int radius = Math.min(frame.corner, Math.min(made.width(), made.height()) / 2);
    roundCorners(pixels, made.width(), made.height(), radius);
    return Pictures.image(made.width(), made.height(), pixels);
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
