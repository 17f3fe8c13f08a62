package org.tagwright.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Locale;
import java.util.Map;
import java.util.function.IntBinaryOperator;
import org.tagwright.config.ExperimentConfig.ExifOrientation;

/**
 * Reads whole images and brings them to RGB as PIL does: usual JPEGs through {@link TurboJpeg},
 * WebP through {@link WebP}, everything else, and what those cannot read, through the JDK's own
 * readers. The content decides, not the name. Large images wait until there is memory for them.
 */
public final class RgbReader {
  /** As PIL: beyond it a file is rather an attack than a photo. */
  private static final long MOST_PIXELS = 178_956_970;

  /** What a JPEG takes, with the coefficients of a progressive one. */
  private static final int JPEG_BYTES_PER_PIXEL = 6;

  /** Kinds that phones and browsers write and nothing here reads, by their brand at byte 8. */
  private static final Map<String, String> UNSUPPORTED =
      Map.of(
          "avif", "AVIF", "avis", "AVIF", "heic", "HEIC", "heix", "HEIC", "heim", "HEIC", "hevc",
          "HEIC", "hevx", "HEIC", "mif1", "HEIF", "msf1", "HEIF");

  /** What is often found under the name of an image, by how it begins. */
  private static final Map<String, String> NO_IMAGES =
      Map.of(
          "version https://git-lfs", "it is a pointer of Git LFS, not the image; run: git lfs pull",
          "<!doctype html", "it is a web page, not an image; download it again",
          "<html", "it is a web page, not an image; download it again",
          "<svg", "SVG images are not supported; convert it to PNG",
          "\0\0\0\fjP  ", "JPEG 2000 images are not supported; convert it to JPEG or PNG");

  static final IntBinaryOperator WHOLE = (width, height) -> 1;

  private RgbReader() {}

  /** What is done with an image while its memory is counted. */
  @FunctionalInterface
  public interface Use<T> {
    T of(RgbImage image) throws ImageUnreadableException;
  }

  public static <T> T read(byte[] content, ExifOrientation orientation, Use<T> use)
      throws ImageUnreadableException {
    return read(content, orientation, null, WHOLE, use);
  }

  /**
   * @param used an image that is not needed any more and may be overwritten, or {@code null}: most
   *     images of a data set have the same size
   * @param reduction of a JPEG of that width and height as it is stored: 1, 2, 4 or 8
   * @throws ImageUnreadableException where the content is no image that we read
   */
  static <T> T read(
      byte[] content,
      ExifOrientation orientation,
      RgbImage used,
      IntBinaryOperator reduction,
      Use<T> use)
      throws ImageUnreadableException {
    if (orientation == ExifOrientation.IGNORE) {
      return read(content, used, reduction, use);
    }
    Orientation turn = Orientation.of(OrientationTag.of(content));
    return read(content, used, reduction, image -> use.of(turn.apply(image)));
  }

  private static <T> T read(byte[] content, RgbImage used, IntBinaryOperator reduction, Use<T> use)
      throws ImageUnreadableException {
    if (content.length == 0) {
      throw new ImageUnreadableException("the file is empty");
    }
    requireSupported(content);
    JpegHeader jpeg = JpegHeader.of(content);
    if (jpeg.components() > 0) {
      JpegEnd.require(content);
    }
    if (jpeg.components() == 1 || jpeg.components() == 3) {
      return jpeg(content, jpeg, used, reduction, use);
    }
    return WebP.is(content) ? WebP.read(content, use) : JavaReader.read(content, use);
  }

  private static <T> T jpeg(
      byte[] content, JpegHeader jpeg, RgbImage used, IntBinaryOperator reduction, Use<T> use)
      throws ImageUnreadableException {
    checkSize(jpeg.width(), jpeg.height());
    int by = reduction.applyAsInt(jpeg.width(), jpeg.height());
    RgbImage reduced = by == 1 ? null : ReducedJpeg.read(content, jpeg, by);
    if (reduced != null) {
      return use.of(reduced);
    }
    T result =
        ImageMemory.within(
            jpeg.width(),
            jpeg.height(),
            JPEG_BYTES_PER_PIXEL,
            () -> {
              RgbImage image = TurboJpeg.read(content, jpeg, used);
              return image == null ? null : use.of(image);
            });
    return result == null ? JavaReader.read(content, use) : result;
  }

  private static void requireSupported(byte[] content) throws ImageUnreadableException {
    int shown = Math.min(content.length, 24);
    String start = new String(content, 0, shown, ISO_8859_1).toLowerCase(Locale.ROOT);
    for (Map.Entry<String, String> known : NO_IMAGES.entrySet()) {
      if (start.startsWith(known.getKey().toLowerCase(Locale.ROOT))) {
        throw new ImageUnreadableException(known.getValue());
      }
    }
    if (content.length >= 12 && content[4] == 'f' && content[5] == 't' && content[6] == 'y') {
      String brand = new String(content, 8, 4, US_ASCII);
      String kind = UNSUPPORTED.get(brand);
      if (kind != null) {
        throw new ImageUnreadableException(
            kind + " images are not supported; convert it to JPEG or PNG");
      }
    }
  }

  static void checkSize(long width, long height) throws ImageUnreadableException {
    if (width < 1 || height < 1) {
      throw new ImageUnreadableException("it has no pixels");
    }
    if (width * height > MOST_PIXELS) {
      throw new ImageUnreadableException(
          "it claims " + width + " × " + height + " pixels, more than " + MOST_PIXELS);
    }
  }
}
