package org.tagwright.data.batch;

import java.io.IOException;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;
import org.tagwright.data.DatasetIndex;
import org.tagwright.image.NetworkInput;
import org.tagwright.image.augment.Augmentation;
import org.tagwright.image.augment.AugmentingDecoder;

/**
 * Reads samples as they are, or as an augmentation makes them. The pixel cache holds whole images
 * of the input size, so it serves every augmentation but crops: these are cut from the image file,
 * which has more pixels to show in a part. Used by one thread at a time.
 */
final class SampleReader {
  private final DatasetIndex index;
  private final PixelSource whole;
  private final AugmentingDecoder augmenting;

  /**
   * @param cache {@code null} for none
   */
  SampleReader(DatasetIndex index, NetworkInput input, @Nullable PixelCache cache) {
    this.index = index;
    this.whole =
        cache == null
            ? PixelSource.decoding(index, input)
            : PixelSource.cached(index, input, cache);
    this.augmenting = new AugmentingDecoder(input);
  }

  /**
   * @param augmentation {@code null} for none
   * @return shape (side, side, 3), RGB; valid until the next call
   * @throws IOException where the image is gone or cannot be decoded; the message names no path
   */
  byte[] read(int sample, @Nullable Augmentation augmentation) throws IOException {
    if (augmentation == null) {
      return whole.read(sample);
    }
    if (augmentation.crops()) {
      return augmenting.decode(Files.readAllBytes(index.image(sample)), sample, augmentation);
    }
    return augmenting.change(whole.read(sample), sample, augmentation);
  }
}
