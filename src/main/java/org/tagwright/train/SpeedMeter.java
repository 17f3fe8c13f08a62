package org.tagwright.train;

import java.util.function.LongSupplier;

/** Images a second and the share of the time spent waiting for data, within one epoch. */
final class SpeedMeter {
  /** {@code waitingShare} is in 0..1. */
  record Speed(double imagesPerSecond, double waitingShare) {}

  private final LongSupplier nanoClock;
  private final long start;
  private long lastReading;
  private long images;
  private long waitingNanos;

  SpeedMeter(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    this.start = nanoClock.getAsLong();
    this.lastReading = start;
  }

  long nanosSinceReading() {
    return nanoClock.getAsLong() - lastReading;
  }

  /** The speed since the last reading. */
  Speed read(StepReading reading) {
    long now = nanoClock.getAsLong();
    Speed speed = speed(reading.images(), reading.waitingNanos(), now - lastReading);
    lastReading = now;
    images += reading.images();
    waitingNanos += reading.waitingNanos();
    return speed;
  }

  /** The mean speed up to the last reading. */
  Speed sinceStart() {
    return speed(images, waitingNanos, lastReading - start);
  }

  double secondsSinceStart() {
    return (nanoClock.getAsLong() - start) / 1e9;
  }

  private static Speed speed(long images, long waitingNanos, long nanos) {
    return nanos <= 0
        ? new Speed(0, 0)
        : new Speed(images * 1e9 / nanos, Math.min(1, waitingNanos / (double) nanos));
  }
}
