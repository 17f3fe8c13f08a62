package org.tagwright.data.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;
import org.tagwright.data.DatasetIndex;
import org.tagwright.image.ImageDecoder;
import org.tagwright.image.NetworkInput;

/** Where the pixels of a sample come from. Used by one thread at a time. */
interface PixelSource {

  /**
   * @return shape (side, side, 3), RGB; valid until the next call
   * @throws IOException where the image is gone or cannot be decoded; the message names no path
   */
  byte[] read(int sample) throws IOException;

  /** Decodes the image file each time. */
  static PixelSource decoding(DatasetIndex index, NetworkInput input) {
    ImageDecoder decoder = new ImageDecoder(input);
    byte[] pixels = new byte[decoder.length()];
    return sample -> {
      decoder.decode(Files.readAllBytes(index.image(sample)), pixels);
      return pixels;
    };
  }

  /** Takes the pixels from a cache, or decodes and puts them there. */
  static PixelSource cached(DatasetIndex index, NetworkInput input, PixelCache cache) {
    PixelSource decoding = decoding(index, input);
    byte[] pixels = new byte[input.side() * input.side() * 3];
    return sample -> {
      Path file = index.image(sample);
      BasicFileAttributes state = Files.readAttributes(file, BasicFileAttributes.class);
      long modified = state.lastModifiedTime().to(TimeUnit.NANOSECONDS);
      String name = index.name(sample);
      if (cache.read(name, state.size(), modified, pixels)) {
        return pixels;
      }
      byte[] decoded = decoding.read(sample);
      cache.write(name, state.size(), modified, decoded);
      return decoded;
    };
  }
}
