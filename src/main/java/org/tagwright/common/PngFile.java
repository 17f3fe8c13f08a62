package org.tagwright.common;

import java.awt.image.RenderedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Writes PNG files. */
public final class PngFile {
  private PngFile() {}

  /**
   * Replaces {@code file} by the image, atomically. It is encoded in memory first: where the disk
   * is full, ImageIO keeps its stream and tries again at the end of the program, with a stack
   * trace.
   */
  public static void write(Path file, RenderedImage image) throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(image, "png", png);
    AtomicFile.write(file, png::writeTo);
  }
}
