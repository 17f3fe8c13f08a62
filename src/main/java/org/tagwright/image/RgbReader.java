package org.tagwright.image;

import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Reads whole images and brings them to RGB as PIL does: usual JPEGs through {@link TurboJpeg},
 * everything else, and what that cannot read, through the JDK's own readers.
 */
public final class RgbReader {
  /** As PIL: beyond it a file is rather an attack than a photo. */
  private static final long MOST_PIXELS = 178_956_970;

  /** How far from the end a JPEG's end marker is looked for: some cameras append data. */
  static final int END_MARKER_WITHIN = 1 << 16;

  private RgbReader() {}

  public static RgbImage read(byte[] content) throws ImageUnreadableException {
    return read(content, null);
  }

  /**
   * @param used an image that is not needed any more and may be overwritten, or {@code null}: most
   *     images of a data set have the same size
   */
  public static RgbImage read(byte[] content, RgbImage used) throws ImageUnreadableException {
    if (content.length == 0) {
      throw new ImageUnreadableException("the file is empty");
    }
    JpegHeader jpeg = JpegHeader.of(content);
    if (jpeg.components() > 0) {
      requireEnd(content);
    }
    if (jpeg.components() == 1 || jpeg.components() == 3) {
      checkSize(jpeg.width(), jpeg.height());
      RgbImage image = TurboJpeg.read(content, jpeg, used);
      if (image != null) {
        return image;
      }
    }
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(content))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new ImageUnreadableException("it is not a JPEG, PNG, BMP or GIF image");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        checkSize(reader.getWidth(0), reader.getHeight(0));
        return isJpeg(reader) && jpeg.components() == 4
            ? cmyk(reader, jpeg.adobeTransform() == 2)
            : rgb(reader.read(0));
      } finally {
        reader.dispose();
      }
    } catch (ImageUnreadableException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // The JDK's readers answer a hostile file with any kind of exception.
      throw new ImageUnreadableException(
          "it cannot be decoded (" + (e.getMessage() == null ? e.toString() : e.getMessage()) + ")",
          e);
    }
  }

  /**
   * The readers would fill up what is missing with gray; PIL refuses it, too.
   *
   * @param tail a whole JPEG, or its last {@link #END_MARKER_WITHIN} bytes at least
   */
  static void requireEnd(byte[] tail) throws ImageUnreadableException {
    for (int i = tail.length - 2; i >= Math.max(0, tail.length - END_MARKER_WITHIN); i--) {
      if (tail[i] == (byte) 0xFF && tail[i + 1] == (byte) 0xD9) {
        return;
      }
    }
    throw new ImageUnreadableException("it is cut off (no end marker)");
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

  private static boolean isJpeg(ImageReader reader) {
    return reader.getOriginatingProvider() != null
        && reader.getOriginatingProvider().getFormatNames()[0].equalsIgnoreCase("jpeg");
  }

  /** The JDK does not convert four channels: it hands out what the file holds. */
  private static RgbImage cmyk(ImageReader reader, boolean ycc) throws IOException {
    Raster raster = reader.readRaster(0, null);
    int width = raster.getWidth();
    int height = raster.getHeight();
    int[][] rgb = new int[height][width];
    int[] row = new int[width * 4];
    int[] inverted = new int[3];
    for (int y = 0; y < height; y++) {
      raster.getPixels(0, y, width, 1, row);
      for (int i = 0; i < row.length; i += 4) {
        if (ycc) {
          invertedFromYcc(row[i], row[i + 1] - 128, row[i + 2] - 128, inverted);
        } else {
          System.arraycopy(row, i, inverted, 0, 3);
        }
        int light = row[i + 3];
        int pixel = 0;
        for (int c = 0; c < 3; c++) {
          int product = (255 - inverted[c]) * light + 128;
          pixel = pixel << 8 | Math.max(0, light - (((product >> 8) + product) >> 8));
        }
        rgb[y][i / 4] = pixel;
      }
    }
    return RgbImage.ofPixels(width, rgb);
  }

  /** YCC + K holds the complement of what Adobe's inverted CMYK holds, as libjpeg reads it. */
  private static void invertedFromYcc(int y, int blue, int red, int[] into) {
    into[0] = 255 - clamp(y + (int) Math.floor(1.402 * red + 0.5));
    into[1] = 255 - clamp(y + (int) Math.floor(-0.344136 * blue - 0.714136 * red + 0.5));
    into[2] = 255 - clamp(y + (int) Math.floor(1.772 * blue + 0.5));
  }

  private static int clamp(int value) {
    return Math.max(0, Math.min(255, value));
  }

  private static RgbImage rgb(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    int[][] rgb = new int[height][width];
    if (image.getColorModel() instanceof ComponentColorModel) {
      copySamples(image.getRaster(), image.getColorModel().getComponentSize(0), rgb);
      return RgbImage.ofPixels(width, rgb);
    }
    // Palettes and packed pixels: already sRGB, so that nothing is converted here.
    for (int y = 0; y < height; y++) {
      image.getRGB(0, y, width, 1, rgb[y], 0, width);
      for (int x = 0; x < width; x++) {
        rgb[y][x] &= 0xFFFFFF;
      }
    }
    return RgbImage.ofPixels(width, rgb);
  }

  /**
   * From the raster and not by getRGB, which would apply profiles and the gamma of "linear" gray.
   */
  private static void copySamples(Raster raster, int bits, int[][] rgb) {
    int bands = raster.getNumBands();
    int green = bands >= 3 ? 1 : 0;
    int blue = bands >= 3 ? 2 : 0;
    int shift = Math.max(0, bits - 8);
    int width = raster.getWidth();
    int[] row = new int[width * bands];
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getPixels(0, y, width, 1, row);
      for (int i = 0; i < row.length; i += bands) {
        rgb[y][i / bands] =
            (row[i] >> shift) << 16 | (row[i + green] >> shift) << 8 | (row[i + blue] >> shift);
      }
    }
  }
}
