package org.tagwright.train.speed;

import java.util.function.LongSupplier;

/** Images a second and the share of the time spent waiting for data, within one epoch. */
public final class SpeedMeter {
  /** {@code waitingShare} is in 0..1. */
  public record Speed(double imagesPerSecond, double waitingShare) {}

  private final LongSupplier nanoClock;
  private final long start;
  private long lastReading;
  private long images;
  private long waitingNanos;

  /** Begins now. */
  public SpeedMeter(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    this.start = nanoClock.getAsLong();
    this.lastReading = start;
  }

  /** Since the last {@link #read}, or the beginning. */
  public long nanosSinceReading() {
    return nanoClock.getAsLong() - lastReading;
  }

  /** The speed since the last reading. */
  public Speed read(StepReading reading) {
    long now = nanoClock.getAsLong();
    Speed speed = speed(reading.images(), reading.waitingNanos(), now - lastReading);
    lastReading = now;
    images += reading.images();
    waitingNanos += reading.waitingNanos();
    return speed;
  }

  /** The mean speed up to the last reading. */
  public Speed sinceStart() {
    return speed(images, waitingNanos, lastReading - start);
  }

  /** Since the beginning. */
  public double secondsSinceStart() {
    return (nanoClock.getAsLong() - start) / 1e9;
  }

  private static Speed speed(long images, long waitingNanos, long nanos) {
    return nanos <= 0
        ? new Speed(0, 0)
        : new Speed(images * 1e9 / nanos, Math.min(1, waitingNanos / (double) nanos));
  }
}
