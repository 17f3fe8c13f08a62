package org.tagwright.ui;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Adds pictures to a demo data set that show what others show, or have other sizes. */
public final class TwinPictures {
  private TwinPictures() {}

  /**
   * Adds four exact copies of the first picture, one of them with another label, a smaller twin of
   * the second, copies of twenty others, and pictures of a few odd sizes.
   */
  public static void add(Path root) throws IOException {
    Path images = root.resolve("images/train-resized");
    Path labels = root.resolve("labels/train");
    Path first = images.resolve("000000000001.jpg");
    String own = Files.readString(labels.resolve("000000000001.cls"));
    for (int copy = 1; copy <= 4; copy++) {
      Files.copy(first, images.resolve("copy-" + copy + ".jpg"));
      Files.writeString(labels.resolve("copy-" + copy + ".cls"), copy == 2 ? own + "7\n" : own);
    }
    for (int number = 10; number < 30; number++) {
      String stem = "0000000000" + number;
      Files.copy(images.resolve(stem + ".jpg"), images.resolve("again-" + number + ".jpg"));
      Files.copy(labels.resolve(stem + ".cls"), labels.resolve("again-" + number + ".cls"));
    }
    scaled(images, labels, "000000000002", "small-twin", 0.8, 0.8);
    scaled(images, labels, "000000000003", "wide", 3, 1);
    scaled(images, labels, "000000000004", "tall", 1, 2.6);
    scaled(images, labels, "000000000005", "tiny", 0.2, 0.2);
  }

  private static void scaled(
      Path images, Path labels, String from, String to, double across, double up)
      throws IOException {
    BufferedImage whole = ImageIO.read(images.resolve(from + ".jpg").toFile());
    int width = (int) Math.round(whole.getWidth() * across);
    int height = (int) Math.round(whole.getHeight() * up);
    BufferedImage made = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = made.createGraphics();
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    g.drawImage(whole, 0, 0, width, height, null);
    g.dispose();
    ImageIO.write(made, "png", images.resolve(to + ".png").toFile());
    Files.copy(labels.resolve(from + ".cls"), labels.resolve(to + ".cls"));
  }
}
