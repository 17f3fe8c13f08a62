package org.tagwright.image.augment;

import org.tagwright.image.ImageDecoder;
import org.tagwright.image.ImageUnreadableException;
import org.tagwright.image.NetworkInput;

/** Decodes images as an augmentation changes them. One thread at a time. */
public final class AugmentingDecoder {
  private final ImageDecoder decoder;
  private final Pixels pixels;

  public AugmentingDecoder(NetworkInput input) {
    this.decoder = new ImageDecoder(input);
    this.pixels = new Pixels(input.side(), input.side());
  }

  /**
   * @param content of an image file
   * @param sample decides with the augmentation what is drawn
   * @return shape (side, side, 3), RGB; valid until the next call
   * @throws ImageUnreadableException where the content is no image that we read
   */
  public byte[] decode(byte[] content, int sample, Augmentation augmentation)
      throws ImageUnreadableException {
    if (augmentation.crops()) {
      decoder.decode(content, (w, h) -> augmentation.part(sample, w, h), pixels.samples());
    } else {
      decoder.decode(content, pixels.samples());
    }
    augmentation.apply(sample, pixels);
    return pixels.samples();
  }

  /**
   * The same of an image that is decoded as a whole, which an augmentation without crops takes.
   *
   * @param whole shape (side, side, 3), RGB; stays as it is
   */
  public byte[] change(byte[] whole, int sample, Augmentation augmentation) {
    System.arraycopy(whole, 0, pixels.samples(), 0, whole.length);
    augmentation.apply(sample, pixels);
    return pixels.samples();
  }
}
