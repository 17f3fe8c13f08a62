package org.tagwright.ui.image;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javafx.scene.image.Image;
import javafx.scene.image.PixelReader;
import javax.imageio.ImageIO;
import org.tagwright.common.AtomicFile;

/** Writes what is on the screen to files. */
public final class Pictures {
  private Pictures() {}

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
    AtomicFile.write(file, out -> ImageIO.write(picture, "png", out));
  }
}
