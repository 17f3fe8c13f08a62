package org.tagwright.data.batch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.tagwright.common.Failures;
import org.tagwright.common.TagwrightException;
import org.tagwright.data.DatasetIndex;
import org.tagwright.data.batch.Batch.BrokenImage;
import org.tagwright.data.batch.BatchPipeline.OnBroken;

/** A batch whose images are still being read, in any order, by several threads. */
final class PendingBatch {
  private final DatasetIndex index;
  private final int[] samples;
  private final int imageSize;
  private final int bytesPerImage;
  private final ByteBuffer pixels;
  private final Consumer<ByteBuffer> release;
  private final AtomicInteger begun = new AtomicInteger();
  private final CountDownLatch unread;
  private final Throwable[] failures;
  private volatile boolean abandoned;

  PendingBatch(
      DatasetIndex index,
      int[] samples,
      int imageSize,
      ByteBuffer pixels,
      Consumer<ByteBuffer> release) {
    this.index = index;
    this.samples = samples;
    this.imageSize = imageSize;
    this.bytesPerImage = imageSize * imageSize * 3;
    this.pixels = pixels;
    this.release = release;
    this.unread = new CountDownLatch(samples.length);
    this.failures = new Throwable[samples.length];
  }

  /** Nobody will take the batch: what is not yet read stays unread. */
  void abandon() {
    abandoned = true;
  }

  /**
   * Reads the next image that nobody has begun into its place. Whatever goes wrong is kept for the
   * one who awaits.
   *
   * @return whether there was one
   */
  boolean readNext(PixelSource source) {
    int slot = begun.getAndIncrement();
    if (slot >= samples.length) {
      return false;
    }
    try {
      if (!abandoned) {
        pixels.put(slot * bytesPerImage, source.read(samples[slot]), 0, bytesPerImage);
      }
    } catch (IOException | RuntimeException | Error e) {
      failures[slot] = e;
    } finally {
      unread.countDown();
    }
    return true;
  }

  Batch await(OnBroken onBroken) {
    try {
      unread.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw TagwrightException.failure("Interrupted while waiting for images.", e);
    }
    List<BrokenImage> broken = new ArrayList<>();
    List<Path> files = new ArrayList<>();
    int kept = 0;
    for (int slot = 0; slot < samples.length; slot++) {
      Path file = index.image(samples[slot]);
      if (failures[slot] == null) {
        moveUp(slot, kept);
        samples[kept++] = samples[slot];
        files.add(file);
      } else {
        broken.add(new BrokenImage(file, reason(failures[slot], file, onBroken)));
      }
    }
    int[] ids = Arrays.copyOf(samples, kept);
    pixels.clear().limit(kept * bytesPerImage);
    return new Batch(
        pixels, index.targets(ids), ids, imageSize, files, broken, () -> release.accept(pixels));
  }

  /** Closes the gap that a broken image leaves. */
  private void moveUp(int from, int to) {
    if (from != to) {
      pixels.put(to * bytesPerImage, pixels, from * bytesPerImage, bytesPerImage);
    }
  }

  private static String reason(Throwable failure, Path file, OnBroken onBroken) {
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure instanceof RuntimeException bug) {
      throw bug;
    }
    String reason = Failures.reason((IOException) failure);
    if (onBroken == OnBroken.FAIL) {
      throw TagwrightException.failure(
          "The image "
              + file
              + " could not be read: "
              + reason
              + ". The check before the training found nothing wrong with it. Put the image back,"
              + " then resume; or set data.onProblem to \"skip\", which leaves such images out, and"
              + " start a new run. \"tagwright data check --decode\" finds all damaged ones.",
          failure);
    }
    return reason;
  }
}
