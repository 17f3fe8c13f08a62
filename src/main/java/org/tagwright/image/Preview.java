package org.tagwright.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tagwright.config.ExperimentConfig.ExifOrientation;
import org.tagwright.image.resample.Resampler;

/**
 * An image for people to look at, as small as it is shown. Large JPEGs are read at a part of their
 * size: much sooner and in a fraction of the memory, but not to the bit as a network takes them.
 *
 * @param width pixels
 * @param height pixels
 * @param rgb width × height × 3
 */
public record Preview(int width, int height, byte[] rgb) {

  /** What an image is shown in. */
  private record Frame(int width, int height, boolean covered, double mostScale) {
    double scale(int imageWidth, int imageHeight) {
      double across = width / (double) imageWidth;
      double down = height / (double) imageHeight;
      return Math.min(mostScale, covered ? Math.max(across, down) : Math.min(across, down));
    }

    /**
     * @param image of the size given or of a part of it
     */
    Preview of(RgbImage image, int imageWidth, int imageHeight) {
      double scale = scale(imageWidth, imageHeight);
      int scaledWidth = (int) Math.max(1, Math.round(imageWidth * scale));
      int scaledHeight = (int) Math.max(1, Math.round(imageHeight * scale));
      int keptWidth = Math.min(width, scaledWidth);
      int keptHeight = Math.min(height, scaledHeight);
      byte[] rgb = new byte[keptWidth * keptHeight * 3];
      Resampler.middle(
              image.width(), image.height(), scaledWidth, scaledHeight, keptWidth, keptHeight)
          .resize(image.rows(), rgb);
      return new Preview(keptWidth, keptHeight, rgb);
    }
  }

  /**
   * All of an image, as large as the box holds it.
   *
   * @param mostScale how far a smaller image is enlarged at most, 1 for not at all
   * @throws ImageUnreadableException where the file is no image that we read
   * @throws IOException where the file cannot be read
   */
  public static Preview whole(
      Path file, ExifOrientation orientation, int boxWidth, int boxHeight, double mostScale)
      throws IOException {
    return read(file, orientation, new Frame(boxWidth, boxHeight, false, mostScale));
  }

  /**
   * The middle of an image, which covers the frame.
   *
   * @throws ImageUnreadableException where the file is no image that we read
   * @throws IOException where the file cannot be read
   */
  public static Preview covering(Path file, ExifOrientation orientation, int width, int height)
      throws IOException {
    return read(file, orientation, new Frame(width, height, true, Double.MAX_VALUE));
  }

  private static Preview read(Path file, ExifOrientation orientation, Frame frame)
      throws IOException {
    byte[] content = Files.readAllBytes(file);
    JpegHeader jpeg = JpegHeader.of(content);
    if (jpeg.components() == 1 || jpeg.components() == 3) {
      JpegEnd.require(content);
      RgbReader.checkSize(jpeg.width(), jpeg.height());
      Orientation turn =
          Orientation.of(
              orientation == ExifOrientation.APPLY
                  ? OrientationTag.of(content)
                  : OrientationTag.UPRIGHT);
      int width = turn.swaps() ? jpeg.height() : jpeg.width();
      int height = turn.swaps() ? jpeg.width() : jpeg.height();
      int reduction = reduction(frame.scale(width, height));
      RgbImage reduced = reduction == 1 ? null : ReducedJpeg.read(content, jpeg, reduction);
      if (reduced != null) {
        return frame.of(turn.apply(reduced), width, height);
      }
    }
    return RgbReader.read(
        content, orientation, image -> frame.of(image, image.width(), image.height()));
  }

  /** The most that leaves at least as many pixels as are shown: 8, 4, 2 or 1. */
  private static int reduction(double scale) {
    return scale <= 1 / 8.0 ? 8 : scale <= 1 / 4.0 ? 4 : scale <= 1 / 2.0 ? 2 : 1;
  }
}
