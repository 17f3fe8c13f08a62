package org.tagwright.data;

import java.io.IOException;
import java.nio.file.Files;
import org.tagwright.config.ExperimentConfig.ResizeMode;

/** Where the pixels of a sample come from. Used by one thread at a time. */
interface PixelSource {

  /**
   * @return shape (imageSize, imageSize, 3), RGB; valid until the next call
   * @throws IOException where the image is gone or cannot be decoded; the message names no path
   */
  byte[] read(int sample) throws IOException;

  /** Decodes the image file each time. */
  static PixelSource decoding(DatasetIndex index, int imageSize, ResizeMode mode) {
    ImageDecoder decoder = new ImageDecoder(imageSize, mode);
    byte[] pixels = new byte[decoder.length()];
    return sample -> {
      decoder.decode(Files.readAllBytes(index.image(sample)), pixels);
      return pixels;
    };
  }
}
