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

/** Reads images with the JDK's own readers and brings their samples to RGB as PIL does. */
final class JavaReader {
  /** What the image and its copy in RGB take, for samples of 8 bits. */
  private static final int BYTES_PER_PIXEL = 7;

  /** Values of TIFF's photometric tag; CIE L*a*b* has three forms. */
  private static final int PALETTE = 3;

  private static final int SEPARATED = 5;

  private static final int CIE_LAB = 8;
  private static final int CIE_LAB_LAST = 10;

  private JavaReader() {}

  static <T> T read(byte[] content, RgbReader.Use<T> use) throws ImageUnreadableException {
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(content))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new ImageUnreadableException("it is not a JPEG, PNG, WebP, TIFF, BMP or GIF image");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        return read(reader, content, use);
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

  private static <T> T read(ImageReader reader, byte[] content, RgbReader.Use<T> use)
      throws IOException {
    GifCanvas gif = GifCanvas.is(content) ? GifCanvas.of(content) : null;
    int width = gif == null ? reader.getWidth(0) : gif.width();
    int height = gif == null ? reader.getHeight(0) : gif.height();
    RgbReader.checkSize(width, height);
    return ImageMemory.within(
        width,
        height,
        BYTES_PER_PIXEL,
        () -> {
          try {
            return use.of(gif == null ? rgb(reader, content) : gif.with(frame(reader)));
          } catch (ImageUnreadableException e) {
            throw e;
          } catch (IOException e) {
            throw new ImageUnreadableException("it cannot be decoded (" + e.getMessage() + ")", e);
          }
        });
  }

  private static Raster frame(ImageReader reader) throws IOException {
    return reader.read(0).getRaster();
  }

  private static RgbImage rgb(ImageReader reader, byte[] content) throws IOException {
    JpegHeader jpeg = JpegHeader.of(content);
    if (jpeg.components() == 4) {
      // The JDK does not convert four channels: it hands out what the file holds.
      return Cmyk.rgb(reader.readRaster(0, null), true, jpeg.adobeTransform() == 2);
    }
    if (!TiffTags.isTiff(content)) {
      return rgb(reader.read(0));
    }
    TiffTags tags = TiffTags.of(content, 0, content.length);
    int photometric = tags.value(TiffTags.PHOTOMETRIC, 0);
    if (photometric >= CIE_LAB && photometric <= CIE_LAB_LAST) {
      throw new ImageUnreadableException(
          "it is a TIFF in L*a*b* colours, which is not supported; save it as RGB");
    }
    BufferedImage image = reader.read(0);
    int[] palette = tags.shorts(TiffTags.COLOR_MAP);
    RgbImage stored =
        photometric == SEPARATED
            ? Cmyk.rgb(image.getRaster(), false, false)
            : photometric == PALETTE && palette.length > 0
                ? palette(image.getRaster(), palette)
                : rgb(image);
    return Orientation.of(tags.value(TiffTags.ORIENTATION, OrientationTag.UPRIGHT))
        .apply(stored); // of TIFF, PIL does this always
  }

  /** PIL takes the upper 8 bits of a TIFF's colours, where the JDK rounds. */
  private static RgbImage palette(Raster indices, int[] palette) {
    int colours = palette.length / 3;
    RgbImage.Builder rgb = new RgbImage.Builder(indices.getWidth(), indices.getHeight());
    int[] row = new int[indices.getWidth()];
    for (int y = 0; y < indices.getHeight(); y++) {
      indices.getPixels(0, y, row.length, 1, row);
      for (int x = 0; x < row.length; x++) {
        int red = palette[row[x]] >> 8;
        int green = palette[colours + row[x]] >> 8;
        row[x] = red << 16 | green << 8 | palette[2 * colours + row[x]] >> 8;
      }
      rgb.add(row);
    }
    return rgb.build();
  }

  private static RgbImage rgb(BufferedImage image) {
    int width = image.getWidth();
    if (image.getColorModel() instanceof ComponentColorModel) {
      return samples(image.getRaster(), image.getColorModel().getComponentSize(0));
    }
    // Palettes and packed pixels: already sRGB, so that nothing is converted here.
    RgbImage.Builder rgb = new RgbImage.Builder(width, image.getHeight());
    int[] row = new int[width];
    for (int y = 0; y < image.getHeight(); y++) {
      image.getRGB(0, y, width, 1, row, 0, width);
      rgb.add(row);
    }
    return rgb.build();
  }

  /**
   * From the raster and not by getRGB, which would apply profiles and the gamma of "linear" gray.
   * Of samples with more than 8 bits PIL takes the upper 8, but those of one channel it clips.
   */
  private static RgbImage samples(Raster raster, int bits) {
    int bands = raster.getNumBands();
    int green = bands >= 3 ? 1 : 0;
    int blue = bands >= 3 ? 2 : 0;
    boolean clip = bands == 1;
    int shift = clip ? 0 : Math.max(0, bits - 8);
    int width = raster.getWidth();
    RgbImage.Builder rgb = new RgbImage.Builder(width, raster.getHeight());
    int[] samples = new int[width * bands];
    int[] row = new int[width];
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getPixels(0, y, width, 1, samples);
      for (int i = 0; clip && i < samples.length; i++) {
        samples[i] = Math.max(0, Math.min(255, samples[i]));
      }
      for (int x = 0, i = 0; x < width; x++, i += bands) {
        row[x] =
            (samples[i] >> shift) << 16
                | (samples[i + green] >> shift) << 8
                | samples[i + blue] >> shift;
      }
      rgb.add(row);
    }
    return rgb.build();
  }
}
