package org.tagwright.data.batch;

import java.io.IOException;
import java.nio.file.Files;
import org.tagwright.data.DatasetIndex;
import org.tagwright.image.ImageDecoder;
import org.tagwright.image.NetworkInput;
import org.tagwright.image.augment.Augmentation;
import org.tagwright.image.augment.Pixels;

/**
 * Reads samples as they are, or as an augmentation makes them. The pixel cache holds whole images
 * of the input size, so it serves every augmentation but crops: these are cut from the image file,
 * which has more pixels to show in a part. Used by one thread at a time.
 */
final class SampleReader {
  private final DatasetIndex index;
  private final PixelSource whole;
  private final ImageDecoder parts;
  private final Pixels pixels;

  /**
   * @param cache {@code null} for none
   */
  SampleReader(DatasetIndex index, NetworkInput input, PixelCache cache) {
    this.index = index;
    this.whole =
        cache == null
            ? PixelSource.decoding(index, input)
            : PixelSource.cached(index, input, cache);
    this.parts = new ImageDecoder(input);
    this.pixels = new Pixels(input.side(), input.side());
  }

  /**
   * @param augmentation {@code null} for none
   * @return shape (side, side, 3), RGB; valid until the next call
   * @throws IOException where the image is gone or cannot be decoded; the message names no path
   */
  byte[] read(int sample, Augmentation augmentation) throws IOException {
    if (augmentation == null) {
      return whole.read(sample);
    }
    if (augmentation.crops()) {
      byte[] content = Files.readAllBytes(index.image(sample));
      parts.decode(content, (w, h) -> augmentation.part(sample, w, h), pixels.samples());
    } else {
      byte[] read = whole.read(sample);
      System.arraycopy(read, 0, pixels.samples(), 0, read.length);
    }
    augmentation.apply(sample, pixels);
    return pixels.samples();
  }
}
