package org.tagwright.image;

import java.awt.image.Raster;

/** Four channels of printing to RGB, with PIL's rounding. */
final class Cmyk {
  private Cmyk() {}

  /**
   * @param inverted whether 255 means no ink, as Adobe writes JPEGs
   * @param ycc whether the first three are luma and chroma (YCCK)
   */
  static RgbImage rgb(Raster raster, boolean inverted, boolean ycc) {
    int width = raster.getWidth();
    RgbImage.Builder rgb = new RgbImage.Builder(width, raster.getHeight());
    int[] samples = new int[width * 4];
    int[] row = new int[width];
    int[] light = new int[3]; // what the inks let pass, by Adobe's convention
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getPixels(0, y, width, 1, samples);
      for (int i = 0; i < samples.length; i += 4) {
        if (ycc) {
          fromYcc(samples[i], samples[i + 1] - 128, samples[i + 2] - 128, light);
        } else {
          for (int c = 0; c < 3; c++) {
            light[c] = inverted ? samples[i + c] : 255 - samples[i + c];
          }
        }
        int paper = inverted ? samples[i + 3] : 255 - samples[i + 3];
        int pixel = 0;
        for (int c = 0; c < 3; c++) {
          int product = (255 - light[c]) * paper + 128;
          pixel = pixel << 8 | Math.max(0, paper - (((product >> 8) + product) >> 8));
        }
        row[i / 4] = pixel;
      }
      rgb.add(row);
    }
    return rgb.build();
  }

  /** YCC + K holds the complement of what Adobe's inverted CMYK holds, as libjpeg reads it. */
  private static void fromYcc(int y, int blue, int red, int[] into) {
    into[0] = 255 - clamp(y + (int) Math.floor(1.402 * red + 0.5));
    into[1] = 255 - clamp(y + (int) Math.floor(-0.344136 * blue - 0.714136 * red + 0.5));
    into[2] = 255 - clamp(y + (int) Math.floor(1.772 * blue + 0.5));
  }

  private static int clamp(int value) {
    return Math.max(0, Math.min(255, value));
  }
}
