package org.tagwright.image.augment;

import org.tagwright.image.Region;

/** An image that operations change, with room for what they make of it. One thread at a time. */
final class Pixels {
  private final int width;
  private final int height;
  private byte[] samples;
  private byte[] spare;

  /** A black image. */
  Pixels(int width, int height) {
    this.width = width;
    this.height = height;
    this.samples = new byte[width * height * 3];
    this.spare = new byte[samples.length];
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** Shape (height, width, 3), RGB; until the next operation. */
  byte[] samples() {
    return samples;
  }

  /** Where an operation writes that cannot work in place, before it calls {@link #turn}. */
  byte[] spare() {
    return spare;
  }

  /** What is in {@link #spare} becomes the image. */
  void turn() {
    byte[] before = samples;
    samples = spare;
    spare = before;
  }

  void flip() {
    for (int y = 0; y < height; y++) {
      int left = y * width * 3;
      for (int right = left + (width - 1) * 3; left < right; left += 3, right -= 3) {
        for (int c = 0; c < 3; c++) {
          byte kept = samples[left + c];
          samples[left + c] = samples[right + c];
          samples[right + c] = kept;
        }
      }
    }
  }

  void fill(Region region, byte[] color) {
    for (int y = region.top(); y < region.top() + region.height(); y++) {
      int from = (y * width + region.left()) * 3;
      for (int i = from; i < from + region.width() * 3; i++) {
        samples[i] = color[(i - from) % 3];
      }
    }
  }
}
