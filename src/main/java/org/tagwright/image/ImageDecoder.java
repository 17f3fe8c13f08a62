package org.tagwright.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntBinaryOperator;
import org.tagwright.config.ExperimentConfig.ResizeMode;
import org.tagwright.image.resample.Resampler;

/**
 * An image file as the network wants it: RGB bytes, square, antialiased as PIL resizes.
 *
 * <p>Reads JPEG (RGB, grayscale, CMYK and YCCK, taken as inverted as Adobe writes them), PNG, BMP,
 * and the first image of a WebP, TIFF or GIF; the content decides, not the extension. Alpha is
 * dropped, 16 bits are cut to the upper 8 (of a single channel clipped at 255), colour profiles are
 * not applied: all as {@code Image.open(f).convert("RGB")} in PIL, which torchvision's pipelines
 * do. Large photos are read at a quarter of their size where that hardly makes a difference: see
 * {@link LargePhoto}. EXIF orientation is applied where the {@link NetworkInput} says so.
 *
 * <p>Keeps scratch space: one thread at a time.
 */
public final class ImageDecoder {
  /** Instead of an image that is too large to be kept until the next one comes. */
  private static final RgbImage NONE = new RgbImage(0, 0, new int[0][]);

  private final NetworkInput input;
  private RgbImage image = NONE;
  private Resampler resampler;
  private int resamplerWidth;
  private int resamplerHeight;

  /** Which part of an image is wanted. */
  @FunctionalInterface
  public interface Part {
    Region of(int width, int height);
  }

  public ImageDecoder(NetworkInput input) {
    this.input = input;
  }

  /** Begins to load what JPEGs are read with, which takes a tenth of a second. */
  public static void loadAhead() {
    Thread thread = new Thread(TurboJpeg::isAvailable, "load-image-reader");
    thread.setDaemon(true);
    thread.start();
  }

  /** Bytes of a decoded image: side × side × 3. */
  public int length() {
    return input.side() * input.side() * 3;
  }

  /**
   * @return a fresh array, shape (side, side, 3), RGB
   * @throws ImageUnreadableException where the content is no image that we read
   * @throws IOException where the file cannot be read
   */
  public byte[] decode(Path file) throws IOException {
    byte[] into = new byte[length()];
    decode(Files.readAllBytes(file), into);
    return into;
  }

  /**
   * Decodes a file's content into {@code into}, shape (side, side, 3), RGB.
   *
   * @throws ImageUnreadableException where the content is no image that we read
   */
  public void decode(byte[] content, byte[] into) throws ImageUnreadableException {
    resample(content, (w, h) -> LargePhoto.reduction(w, h, input), this::resampler, into);
  }

  /**
   * Decodes a part of an image, both sides to the size, whatever the mode.
   *
   * @throws ImageUnreadableException where the content is no image that we read
   */
  public void decode(byte[] content, Part part, byte[] into) throws ImageUnreadableException {
    resample(content, RgbReader.WHOLE, (w, h) -> partResampler(part.of(w, h)), into);
  }

  private interface Resampling {
    Resampler of(int width, int height);
  }

  private void resample(
      byte[] content, IntBinaryOperator reduction, Resampling resampling, byte[] into)
      throws ImageUnreadableException {
    image =
        RgbReader.read(
            content,
            input.orientation(),
            image,
            reduction,
            read -> {
              resampling.of(read.width(), read.height()).resize(read.rows(), into);
              long pixels = (long) read.width() * read.height();
              return pixels <= ImageMemory.SMALL_PIXELS ? read : NONE;
            });
  }

  /** Most data sets have few sizes, often in a row: the weights are kept for the next image. */
  private Resampler resampler(int width, int height) {
    if (resampler == null || width != resamplerWidth || height != resamplerHeight) {
      resampler =
          input.resize() == ResizeMode.SQUASH
              ? Resampler.squash(width, height, input.side(), input.interpolation())
              : Resampler.crop(
                  width, height, input.resizeSize(), input.side(), input.interpolation());
      resamplerWidth = width;
      resamplerHeight = height;
    }
    return resampler;
  }

  private Resampler partResampler(Region part) {
    resamplerWidth = 0;
    resampler =
        Resampler.part(
            part.left(),
            part.top(),
            part.width(),
            part.height(),
            input.side(),
            input.interpolation(),
            resampler);
    return resampler;
  }
}
