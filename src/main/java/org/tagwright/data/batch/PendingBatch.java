package org.tagwright.data.batch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tagwright.common.Failures;
import org.tagwright.common.TagwrightException;
import org.tagwright.data.DatasetIndex;
import org.tagwright.data.batch.Batch.BrokenImage;
import org.tagwright.data.batch.BatchPipeline.OnBroken;
import org.tagwright.image.augment.Augmentation;

/** A batch whose images are still being read, in any order, by several threads. */
final class PendingBatch {
  private final DatasetIndex index;
  private final int[] samples;
  private final int imageSize;
  private final int bytesPerImage;
  private final @Nullable Augmentation augmentation;
  private final ByteBuffer pixels;
  private final Consumer<ByteBuffer> release;
  private final AtomicInteger begun = new AtomicInteger();
  private final AtomicInteger unread;
  private final CountDownLatch done = new CountDownLatch(1);
  private final Throwable[] failures;
  private float @Nullable [] mixedTargets;
  private volatile boolean abandoned;

  /**
   * @param augmentation {@code null} for none
   */
  PendingBatch(
      DatasetIndex index,
      int[] samples,
      int imageSize,
      @Nullable Augmentation augmentation,
      ByteBuffer pixels,
      Consumer<ByteBuffer> release) {
    this.index = index;
    this.samples = samples;
    this.imageSize = imageSize;
    this.bytesPerImage = imageSize * imageSize * 3;
    this.augmentation = augmentation;
    this.pixels = pixels;
    this.release = release;
    this.unread = new AtomicInteger(samples.length);
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
  boolean readNext(SampleReader reader) {
    int slot = begun.getAndIncrement();
    if (slot >= samples.length) {
      return false;
    }
    try {
      if (!abandoned) {
        byte[] image = reader.read(samples[slot], augmentation);
        pixels.put(slot * bytesPerImage, image, 0, bytesPerImage);
      }
    } catch (IOException | RuntimeException | Error e) {
      failures[slot] = e;
    }
    if (unread.decrementAndGet() == 0) {
      try {
        mix();
      } catch (RuntimeException | Error e) {
        failures[0] = e;
      }
      done.countDown();
    }
    return true;
  }

  /** Done by the one who read the last image, so that nobody waits for it longer than need be. */
  private void mix() {
    boolean whole = !abandoned && Arrays.stream(failures).allMatch(Objects::isNull);
    if (whole && augmentation != null && augmentation.mixes()) {
      float[] targets = index.targets(samples);
      augmentation.mix(samples, pixels, bytesPerImage, targets);
      mixedTargets = targets;
    }
  }

  Batch await(OnBroken onBroken) {
    try {
      done.await();
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
    float[] targets = mixedTargets == null ? index.targets(ids) : mixedTargets;
    return new Batch(pixels, targets, ids, imageSize, files, broken, () -> release.accept(pixels));
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
