package org.tagwright.ui.image;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.IntBuffer;
import java.nio.file.Path;
import javafx.scene.image.Image;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import org.tagwright.common.PngFile;
import org.tagwright.config.ExperimentConfig.ExifOrientation;
import org.tagwright.image.Preview;

/** Images between files and the screen. */
public final class Pictures {
  /** Bounded, so that a panorama cannot fill the memory. */
  private static final int LARGEST_SIDE = 4096;

  private Pictures() {}

  /**
   * An image in its own size, as a network with that setting sees it. For background threads.
   *
   * @return {@code null} where the file cannot be read; whoever shows it says so
   */
  public static Image read(Path file, ExifOrientation orientation) {
    try {
      Preview made = Preview.whole(file, orientation, LARGEST_SIDE, LARGEST_SIDE, 1);
      return image(made.width(), made.height(), argb(made));
    } catch (IOException e) {
      return null;
    }
  }

  /** An image whose {@code isError()} is true. */
  static Image broken() {
    return new Image(InputStream.nullInputStream());
  }

  /** The pixels as 0xFFRRGGBB. */
  static int[] argb(Preview made) {
    int[] pixels = new int[made.width() * made.height()];
    byte[] rgb = made.rgb();
    for (int i = 0, from = 0; i < pixels.length; i++, from += 3) {
      pixels[i] =
          0xFF << 24
              | (rgb[from] & 0xFF) << 16
              | (rgb[from + 1] & 0xFF) << 8
              | (rgb[from + 2] & 0xFF);
    }
    return pixels;
  }

  static Image image(int width, int height, int[] premultipliedArgb) {
    return new WritableImage(
        new PixelBuffer<>(
            width, height, IntBuffer.wrap(premultipliedArgb), PixelFormat.getIntArgbPreInstance()));
  }

  /** Writes a picture as PNG. For background threads. */
  public static void writePng(Image image, Path file) throws IOException {
    int width = (int) image.getWidth();
    int height = (int) image.getHeight();
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    PixelReader pixels = image.getPixelReader();
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        picture.setRGB(x, y, pixels.getArgb(x, y));
      }
    }
    PngFile.write(file, picture);
  }
}
