package org.tagwright.common;

/**
 * The SplitMix64 generator (Steele, Lea, Flood 2014): the same numbers from the same seed on every
 * machine and every Java version, which {@link java.util.Random}'s documentation promises only for
 * some of its methods. Not thread-safe.
 */
public final class SplitMix {
  private static final long GAMMA = 0x9E3779B97F4A7C15L;

  private long state;

  public SplitMix(long seed) {
    state = seed;
  }

  /** A generator of its own for item {@code index} of a series, whatever the order of the items. */
  public static SplitMix of(long seed, long index) {
    return new SplitMix(mix(mix(seed + GAMMA) + GAMMA * (index + 1)));
  }

  private static long mix(long bits) {
    long z = bits;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  public long nextLong() {
    state += GAMMA;
    return mix(state);
  }

  /** Uniform in [0, bound), without bias. */
  public int nextInt(int bound) {
    if (bound <= 0) {
      throw new IllegalArgumentException("bound " + bound);
    }
    // Lemire's multiply-and-shift; the few products that would tip the scales are drawn again.
    long threshold = (1L << 32) % bound;
    while (true) {
      long product = (nextLong() >>> 32) * bound;
      if ((product & 0xFFFFFFFFL) >= threshold) {
        return (int) (product >>> 32);
      }
    }
  }

  /** Uniform in [0, 1), a multiple of 2^-53. */
  public double nextDouble() {
    return (nextLong() >>> 11) * 0x1.0p-53;
  }

  /** Uniform in [low, high). */
  public double between(double low, double high) {
    return low + (high - low) * nextDouble();
  }

  /** Fisher–Yates, in place. */
  public void shuffle(int[] values) {
    for (int i = values.length - 1; i > 0; i--) {
      int j = nextInt(i + 1);
      int kept = values[i];
      values[i] = values[j];
      values[j] = kept;
    }
  }
}
