package org.tagwright.data.batch;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.tagwright.data.DatasetIndex;

/**
 * Decoded images with their targets. Valid until closed: then its buffer serves a later batch.
 *
 * @see BatchPipeline
 */
public final class Batch implements AutoCloseable {
  private final ByteBuffer pixels;
  private final float[] targets;
  private final int[] samples;
  private final int imageSize;
  private final List<Path> files;
  private final List<BrokenImage> broken;
  private final Runnable release;
  private boolean closed;

  /** An image that could not be read, and why. */
  public record BrokenImage(Path file, String reason) {}

  Batch(
      ByteBuffer pixels,
      float[] targets,
      int[] samples,
      int imageSize,
      List<Path> files,
      List<BrokenImage> broken,
      Runnable release) {
    this.pixels = pixels;
    this.targets = targets;
    this.samples = samples;
    this.imageSize = imageSize;
    this.files = List.copyOf(files);
    this.broken = List.copyOf(broken);
    this.release = release;
  }

  /** Number of images. Smaller than asked for in the last batch, or where images are broken. */
  public int size() {
    return samples.length;
  }

  /** Side of the images, pixels. */
  public int imageSize() {
    return imageSize;
  }

  /**
   * Bytes 0–255, shape (size, imageSize, imageSize, 3), RGB, row-major; direct, position 0, limit
   * at the end of the last image.
   */
  public ByteBuffer pixels() {
    if (closed) {
      throw new IllegalStateException("the batch is closed");
    }
    return pixels.duplicate();
  }

  /**
   * 0 or 1, in between where images are mixed, NaN where unknown; shape (size, classes), row-major.
   */
  public float[] targets() {
    return targets;
  }

  /** Indices of the samples in the {@link DatasetIndex}, in the order of the images. */
  public int[] samples() {
    return samples;
  }

  /** The image files, in the order of the images. */
  public List<Path> files() {
    return files;
  }

  /** Images that belonged here and were left out; empty unless broken images are to be skipped. */
  public List<BrokenImage> broken() {
    return broken;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      release.run();
    }
  }
}
